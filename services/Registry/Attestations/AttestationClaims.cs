using System.Text.Json;
using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Registry.Attestations;

/// <summary>The claims that are signed (RFC 7519): who says what of whom, from when until when, and where it is checked.</summary>
internal static class AttestationClaims
{
    /// <param name="row">The attestation, not signed yet.</param>
    /// <param name="facts">What it says.</param>
    /// <param name="address">The public address; empty where there is none.</param>
    public static Dictionary<string, object> Of(AttestationRow row, AttestedFacts facts, string address) => new()
    {
        ["iss"] = address.Length > 0 ? address : "ordre-registry",
        ["jti"] = row.Code,
        ["sub"] = $"urn:rpps:{facts.Rpps}",
        ["iat"] = row.IssuedAt.ToUnixTimeSeconds(),
        ["exp"] = LegalDay.EndOf(row.ValidUntil).ToUnixTimeSeconds(),
        ["registered"] = true,
        ["restrictions"] = false,
        ["physician"] = JsonSerializer.SerializeToElement(facts),
        ["status_url"] = address + AttestationPaths.Of(row.Code),
    };
}
