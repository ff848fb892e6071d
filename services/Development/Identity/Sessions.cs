using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace OrdreCouncils.Development.Identity;

/// <summary>A browser's session at the issuer.</summary>
/// <param name="Id">The claim <c>sid</c>. Clients know it, so it is not the cookie.</param>
/// <param name="SignedInAt">The last time that the person chose an identity.</param>
/// <param name="Clients">Ids of the clients that got a code.</param>
internal sealed record Session(string Id, DevIdentity Identity, DateTimeOffset SignedInAt, ConcurrentDictionary<string, byte> Clients);

/// <summary>Sessions of browsers, in memory: each start of the issuer asks people again.</summary>
internal sealed class Sessions(TimeProvider time)
{
    private const string Cookie = "dev-session";

    private readonly ConcurrentDictionary<string, Session> held = new();

    public Session? Of(HttpContext http) => http.Request.Cookies[Cookie] is { } key ? held.GetValueOrDefault(key) : null;

    public Session? ById(string id) => held.Values.FirstOrDefault(session => session.Id == id);

    /// <summary>Begins a session, or goes on with the browser's one of the same person.</summary>
    public Session SignIn(HttpContext http, DevIdentity identity)
    {
        var now = time.GetUtcNow();
        if (http.Request.Cookies[Cookie] is { } key && held.TryGetValue(key, out var current) && current.Identity.ClientId == identity.ClientId)
            return held[key] = current with { SignedInAt = now };
        var session = new Session(Guid.NewGuid().ToString("N"), identity, now, new ConcurrentDictionary<string, byte>());
        var fresh = Guid.NewGuid().ToString("N");
        held[fresh] = session;
        // Not Secure, because the issuer speaks plain HTTP on one machine.
        http.Response.Cookies.Append(Cookie, fresh, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/dev" });
        return session;
    }

    /// <summary>False when it had ended already.</summary>
    public bool End(Session session) => held.FirstOrDefault(pair => pair.Value.Id == session.Id) is { Key: { } key } && held.TryRemove(key, out _);
}
