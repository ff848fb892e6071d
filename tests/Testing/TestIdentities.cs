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

    public static async Task<string> TokenAsync(string identity, Action<SecurityTokenDescriptor>? edit = null) =>
        (await TokensAsync()).Issue(DevIdentity.Find(identity) ?? throw new ArgumentException($"No development identity is called {identity}."), edit);

    /// <summary>The token with which a service names the person for whom it calls another service.</summary>
    public static async Task<string> ExchangedAsync(string person, string service, string audience, Action<SecurityTokenDescriptor>? edit = null) =>
        await (await TokensAsync()).ExchangeAsync(await TokenAsync(person), DevIdentity.Find(service)!, audience, edit)
        ?? throw new InvalidOperationException($"The token of {person} is not exchanged.");

    public static async Task<Dictionary<string, string?>> SettingsAsync(string service = "") => (await TokensAsync()).Settings(service);
}
