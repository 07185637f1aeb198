from django.apps import AppConfig


class RecipesConfig(AppConfig):
    name = "tests.recipes"
    label = "recipes"
