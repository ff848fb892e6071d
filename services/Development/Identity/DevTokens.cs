using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrdreCouncils.Development.Identity;

/// <summary>Signs tokens of development identities (ES256) with a key that is never stored.</summary>
public sealed class DevTokens : IDisposable
{
    public const string Audience = "ordre-councils";

    public const string Secret = "dev";

    /// <summary>Audiences of calls between services.</summary>
    public static readonly IReadOnlyList<string> ServiceAudiences = ["ordre-registry", "ordre-discipline", "ordre-mutual-aid", "ordre-communiques"];

    /// <summary>Values of the claim <c>desk</c> that access.proto knows.</summary>
    public static readonly IReadOnlyList<string> Desks =
        ["register_and_discipline", "mutual_aid", "own_person", "practitioner_health", "own_disciplinary_case"];

    internal static readonly TimeSpan ExchangedLife = TimeSpan.FromMinutes(5);
    private static readonly string[] Copied = ["sub", "roles", "council", "region", "chamber", "rpps", "desk"];

    private ECDsaSecurityKey signing = NewKey();
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The key or the issuer's address was replaced.</summary>
    internal event Action? Changed;

    /// <summary>The <c>iss</c> of all tokens, without a slash at its end: services compare it with their <c>Identity:Authority</c> by character.</summary>
    public string Issuer
    {
        get;
        set
        {
            field = value;
            Changed?.Invoke();
        }
    } = "";

    /// <summary>Life of an access token.</summary>
    public TimeSpan Life { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Clock of the tokens and of the sessions at the issuer. Services check a token's expiry against the machine's clock, so that the movable
    /// clock must not be used here.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal SigningCredentials Signing => new(signing, SecurityAlgorithms.EcdsaSha256);

    public JsonWebKey PublicKey
    {
        get
        {
            var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(
                new ECDsaSecurityKey(ECDsa.Create(signing.ECDsa.ExportParameters(false))) { KeyId = signing.KeyId });
            jwk.Use = "sig";
            jwk.Alg = SecurityAlgorithms.EcdsaSha256;
            return jwk;
        }
    }

    /// <summary>Configuration of a process that trusts this issuer.</summary>
    /// <param name="clientId">The identity under which the process calls others, e.g. <c>svc-discipline</c>; empty when it calls none.</param>
    public Dictionary<string, string?> Settings(string clientId = "") => new()
    {
        ["Identity:Authority"] = Issuer,
        ["Identity:Audience"] = Audience,
        ["Identity:AllowHttp"] = "true",
        ["Identity:TokenEndpoint"] = Issuer + "/dev/token",
        ["Identity:ClientId"] = clientId,
        ["Identity:ClientSecret"] = Secret,
    };

    /// <summary>A token that is valid from now for <see cref="Life"/>.</summary>
    /// <param name="edit">Changes the token before it is signed, so that tests can make invalid tokens.</param>
    /// <param name="desk">Desk that the token names; empty for none.</param>
    /// <param name="audience">For a service, the service that it calls; empty for all.</param>
    public string Issue(DevIdentity identity, Action<SecurityTokenDescriptor>? edit = null, string desk = "", string audience = "")
    {
        var now = Time.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object> { ["sub"] = identity.ClientId, ["roles"] = identity.Roles };
        Add("council", identity.Council);
        Add("region", identity.Region);
        Add("chamber", identity.Chamber);
        Add("rpps", identity.Rpps);
        Add("desk", desk);
        Add("name", identity.Name);
        if (!identity.IsService)
        {
            claims["name"] = identity.Name;
            claims["auth_time"] = EpochTime.GetIntDate(now);
        }

        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Life,
            Claims = claims,
            SigningCredentials = Signing,
        };
        if (!identity.IsService)
            descriptor.Audience = Audience;
        else if (audience.Length > 0)
            descriptor.Audience = audience;
        else
            descriptor.Claims["aud"] = ServiceAudiences;
        edit?.Invoke(descriptor);
        return handler.CreateToken(descriptor);

        void Add(string name, string value)
        {
            if (value.Length > 0)
                claims[name] = value;
        }
    }

    /// <summary>Exchanges a person's token for one with which <paramref name="service"/> may name the person at another service (RFC 8693).</summary>
    /// <param name="edit">As for <see cref="Issue"/>.</param>
    /// <returns>Null for a token that is no person's valid token.</returns>
    public async Task<string?> ExchangeAsync(
        string token, DevIdentity service, string audience, Action<SecurityTokenDescriptor>? edit = null)
    {
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            IssuerSigningKey = signing,
            // The platform's own tokens, and tokens that this service was sent by another one.
            ValidAudiences = ["ordre-" + service.ClientId["svc-".Length..], Audience],
        });
        if (!result.IsValid)
            return null;
        var person = (JsonWebToken)result.SecurityToken;
        var actor = new Dictionary<string, object> { ["sub"] = service.ClientId };
        var claims = result.Claims.Where(claim => Copied.Contains(claim.Key)).ToDictionary();
        if (person.TryGetPayloadValue<JsonElement>("act", out var earlier))
            actor["act"] = earlier;
        claims["act"] = actor;
        var now = Time.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = person.ValidTo < now + ExchangedLife ? person.ValidTo : now + ExchangedLife,
            Claims = claims,
            SigningCredentials = Signing,
        };
        edit?.Invoke(descriptor);
        return handler.CreateToken(descriptor);
    }

    /// <summary>Tells a client that a session ended (OpenID Connect Back-Channel Logout 1.0, section 2.4).</summary>
    internal string LogoutToken(string clientId, string subject, string session)
    {
        var now = Time.GetUtcNow().UtcDateTime;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "logout+jwt",
            Issuer = Issuer,
            Audience = clientId,
            IssuedAt = now,
            Expires = now + TimeSpan.FromMinutes(2),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = subject,
                ["sid"] = session,
                ["jti"] = Guid.NewGuid().ToString(),
                ["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>() },
            },
            SigningCredentials = Signing,
        });
    }

    /// <summary>Withdraws the signing key and goes on with a new one. Tokens issued before are invalid from then on.</summary>
    public void Rotate()
    {
        signing = NewKey();
        Changed?.Invoke();
    }

    public void Dispose() => signing.ECDsa.Dispose();

    private static ECDsaSecurityKey NewKey() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = Guid.NewGuid().ToString("N")[..12] };
}
