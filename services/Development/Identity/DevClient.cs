using System.Collections.Concurrent;

namespace OrdreCouncils.Development.Identity;

/// <summary>A console that signs people in at the development issuer, with the secret <c>dev</c>.</summary>
/// <param name="RedirectUris">Addresses to which a code may go; compared by character.</param>
/// <param name="PostLogoutRedirectUris">Addresses to which a browser may go after the person signed out.</param>
/// <param name="BackChannelLogoutUri">Address that is told when a session ends; empty for none.</param>
/// <param name="Desks">Desks that the console serves, asked for by a scope such as <c>desk:mutual_aid</c>; the first one when no scope names a desk. With
/// none, tokens name no desk.</param>
public sealed record DevClient(
    string Id, string[] RedirectUris, string[] PostLogoutRedirectUris, string BackChannelLogoutUri = "", params string[] Desks)
{
    /// <summary>Null when the scopes name another client's desk, or two desks.</summary>
    internal string? DeskOf(IEnumerable<string> scopes) =>
        scopes.Where(scope => scope.StartsWith(DevDesks.ScopePrefix, StringComparison.Ordinal)).ToList() switch
        {
            [] => Desks.FirstOrDefault(""),
            [var scope] when Desks.Contains(scope[DevDesks.ScopePrefix.Length..]) => scope[DevDesks.ScopePrefix.Length..],
            _ => null,
        };
}

/// <summary>The clients of an issuer. A console that takes a free port is known only after the issuer started, so it may be added later.</summary>
public sealed class DevClients
{
    private readonly ConcurrentDictionary<string, DevClient> known = new();

    /// <summary>Adds a client, or replaces the client of that id.</summary>
    public void Put(DevClient client) => known[client.Id] = client;

    internal DevClient? Find(string? id) => id is null ? null : known.GetValueOrDefault(id);

    /// <summary>The origins to which a form of the issuer may lead: a browser checks the redirects that follow a form, too.</summary>
    internal IEnumerable<string> Origins() => known.Values.SelectMany(client => client.RedirectUris.Concat(client.PostLogoutRedirectUris))
        .Select(uri => new Uri(uri).GetLeftPart(UriPartial.Authority)).Distinct().Order(StringComparer.Ordinal);
}
