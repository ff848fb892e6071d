using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.Registry.Attestations;

/// <summary>Signs attestations, their status lists and snapshots (JWS, ES256) and publishes the verification keys.</summary>
internal sealed class SigningKeys : IDisposable
{
    public const string Attestation = "attestation+jwt";
    public const string StatusList = "statuslist+jwt";

    private readonly List<ECDsa> keys;
    private readonly SigningCredentials? signing;

    public SigningKeys(AttestationOptions options)
    {
        keys = [.. options.KeyFiles.Select(file => EcKeyFile.Load(file, "Attestations:KeyFiles"))];
        signing = keys.Count == 0 ? null : new SigningCredentials(EcKeyFile.Named(keys[0]), SecurityAlgorithms.EcdsaSha256);
        Published = JsonSerializer.SerializeToUtf8Bytes(new { keys = keys.Select(Public) });
    }

    /// <summary>The key set, as JSON (RFC 7517).</summary>
    public byte[] Published { get; }

    public bool CanSign => signing is not null;

    /// <summary>UNAVAILABLE when there is no key to sign with.</summary>
    public void Require()
    {
        if (!CanSign)
            throw NoKey();
    }

    /// <param name="type">Kind of document (<c>typ</c>), so that a document cannot pass for another kind.</param>
    public string Sign(IDictionary<string, object> claims, string type) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
        new SecurityTokenDescriptor { Claims = claims, SigningCredentials = signing ?? throw NoKey(), TokenType = type });

    public void Dispose() => keys.ForEach(key => key.Dispose());

    private static Grpc.Core.RpcException NoKey() => Fault.Unavailable(
        RegistryReasons.NoSigningKey, "The service has no signing key: set Attestations:KeyFiles.", TimeSpan.FromMinutes(5));

    private static object Public(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            kty = "EC",
            crv = "P-256",
            use = "sig",
            alg = SecurityAlgorithms.EcdsaSha256,
            kid = EcKeyFile.Named(key).KeyId,
            x = Base64UrlEncoder.Encode(point.X),
            y = Base64UrlEncoder.Encode(point.Y),
        };
    }
}
