using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrdreCouncils.Development.Identity;

/// <summary>Signs tokens of development identities (ES256) with a key that is never stored.</summary>
public sealed class DevTokens : IDisposable
{
    public const string Audience = "ordre-councils";

    public const string Secret = "dev";

    /// <summary>Values of the claim <c>desk</c> that access.proto knows.</summary>
    public static readonly IReadOnlyList<string> Desks = ["register_and_discipline", "mutual_aid", "own_person", "practitioner_health"];

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private ECDsaSecurityKey signing = NewKey();
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string Issuer { get; set; } = "";

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
    public string Issue(DevIdentity identity, Action<SecurityTokenDescriptor>? edit = null, string desk = "")
    {
        // Services check a token's expiry against the machine's clock, so the movable clock must not be used here.
        var now = DateTime.UtcNow;
        var claims = new Dictionary<string, object> { ["sub"] = identity.ClientId, ["roles"] = identity.Roles };
        Add("council", identity.Council);
        Add("chamber", identity.Chamber);
        Add("rpps", identity.Rpps);
        Add("desk", desk);
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Life,
            Claims = claims,
            SigningCredentials = new SigningCredentials(signing, SecurityAlgorithms.EcdsaSha256),
        };
        edit?.Invoke(descriptor);
        return handler.CreateToken(descriptor);

        void Add(string name, string value)
        {
            if (value.Length > 0)
                claims[name] = value;
        }
    }

    /// <summary>Withdraws the signing key and goes on with a new one. Tokens issued before are invalid from then on.</summary>
    public void Rotate() => signing = NewKey();

    public void Dispose() => signing.ECDsa.Dispose();

    private static ECDsaSecurityKey NewKey() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = Guid.NewGuid().ToString("N")[..12] };
}
