# Varnish 6.0 or newer in front of the backend, with the module xkey (Debian: varnish-modules).
# Answers stay until the backend says that they have changed; see docs/edge.md.

vcl 4.1;

import std;
import xkey;

backend default {
    .host = "127.0.0.1";
    .port = "8000";
    .probe = {
        .url = "/readyz";
        .interval = 1s;  # so that a restart is over for readers two seconds after it is
        .timeout = 2s;
        .window = 4;
        .threshold = 2;
        .initial = 2;
    }
}

# Where the worker runs. A proxy in front of Varnish must not be one of these addresses, or else
# a token is needed: start varnishd with EDGE_VARNISH_TOKEN in its environment.
acl purgers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (client.ip !~ purgers) {
            return (synth(403, "Not from here"));
        }
        if (std.getenv("EDGE_VARNISH_TOKEN")
            && req.http.Authorization != "Bearer " + std.getenv("EDGE_VARNISH_TOKEN")) {
            return (synth(403, "Wrong token"));
        }
        if (!req.http.xkey) {
            set req.url = std.querysort(req.url);
            return (purge);
        }
        if (req.http.Purge-Mode == "soft") {
            set req.http.Purged = xkey.softpurge(req.http.xkey);
        } else {
            set req.http.Purged = xkey.purge(req.http.xkey);
        }
        return (synth(200, "Purged " + req.http.Purged));
    }

    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # Editors, and whoever has unlocked a page.
    if (req.http.Authorization
        || req.url !~ "^/(api/delivery|documents|feeds|static)/|^/(sitemap|llms)") {
        return (pass);
    }
    # Public answers know no cookies; the order of parameters makes no difference.
    unset req.http.Cookie;
    set req.url = std.querysort(req.url);
    # Of Accept it only matters whether Markdown is wanted.
    if (req.http.Accept !~ "(?i)text/(markdown|\*)") {
        unset req.http.Accept;
    }

    # What is over may be shown while its successor is fetched, but not for long; while the
    # backend is down, the last answer is better than none (beresp.grace below).
    if (std.healthy(req.backend_hint)) {
        set req.grace = 10s;
    }
    return (hash);
}

sub vcl_backend_response {
    # What purges go by. "cms" stands for everything that comes from this backend.
    set beresp.http.xkey = beresp.http.Surrogate-Key + " cms";

    # Only what can be purged, or never changes, may stay: no errors, no redirects to HTTPS.
    if (!beresp.http.Surrogate-Key && beresp.http.Cache-Control !~ "immutable") {
        set beresp.ttl = 120s;  # for which requests do not wait for each other
        set beresp.uncacheable = true;
        return (deliver);
    }
    set beresp.grace = 1d;
    # Varnish's own rules follow: they look at Cache-Control, Set-Cookie and Vary.
}

sub vcl_deliver {
    unset resp.http.xkey;
    set resp.http.X-Cache = "miss";
    if (obj.hits > 0) {
        set resp.http.X-Cache = "hit";
        unset resp.http.Server-Timing;  # of the request that has filled the cache
        unset resp.http.X-Request-ID;
    }
}
