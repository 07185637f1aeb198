type Props = { src: string; width: number; height: number; alt: string };

export default function Image(props: Props & { placeholder?: "blur"; blurDataURL?: string }): null;
