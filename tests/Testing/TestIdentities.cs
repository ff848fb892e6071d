using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.Development.Identity;

namespace OrdreCouncils.Tests.Testing;

/// <summary>One development issuer per test assembly, and valid or invalid tokens of its identities.</summary>
public static class TestIdentities
{
    private static readonly Lazy<Task<DevTokens>> Started = new(async () =>
    {
        var tokens = new DevTokens();
        await DevIssuer.StartAsync(tokens);
        return tokens;
    });

    public static Task<DevTokens> TokensAsync() => Started.Value;

    /// <param name="identity">E.g. <c>cdom-75</c>, or with the desk that the token names: <c>cdom-75-president@practitioner_health</c>.</param>
    public static async Task<string> TokenAsync(string identity, Action<SecurityTokenDescriptor>? edit = null)
    {
        var (name, desk) = identity.Split('@') is [var before, var after] ? (before, after) : (identity, "");
        return (await TokensAsync()).Issue(
            DevIdentity.Find(name) ?? throw new ArgumentException($"No development identity is called {name}."), edit, desk);
    }

    /// <summary>The token with which a service names the person for whom it calls another service.</summary>
    public static async Task<string> ExchangedAsync(string person, string service, string audience, Action<SecurityTokenDescriptor>? edit = null) =>
        await (await TokensAsync()).ExchangeAsync(await TokenAsync(person), DevIdentity.Find(service)!, audience, edit)
        ?? throw new InvalidOperationException($"The token of {person} is not exchanged.");

    public static async Task<Dictionary<string, string?>> SettingsAsync(string service = "") => (await TokensAsync()).Settings(service);
}
