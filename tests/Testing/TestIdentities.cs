using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.Development.Identity;

namespace OrdreCouncils.Tests.Testing;

/// <summary>One development issuer for a test assembly, and tokens of its identities, right or bent.</summary>
public static class TestIdentities
{
    private static readonly Lazy<Task<DevTokens>> Started = new(async () =>
    {
        var tokens = new DevTokens();
        await DevIssuer.StartAsync(tokens);
        return tokens;
    });

    public static Task<DevTokens> TokensAsync() => Started.Value;

    /// <summary>The token of a development identity such as <c>cdom-75</c>.</summary>
    public static async Task<string> TokenAsync(string identity, Action<SecurityTokenDescriptor>? edit = null) =>
        (await TokensAsync()).Issue(DevIdentity.Find(identity) ?? throw new ArgumentException($"No development identity is called {identity}."), edit);

    /// <summary>Configuration by which a service trusts the test issuer.</summary>
    /// <param name="service">Its own identity, e.g. <c>svc-discipline</c>; empty for a process that calls no other.</param>
    public static async Task<Dictionary<string, string?>> SettingsAsync(string service = "") => (await TokensAsync()).Settings(service);
}
