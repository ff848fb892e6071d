using System.Text.Json;
using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Registry.Attestations;

/// <summary>Signed claims (RFC 7519): issuer, physician, period, and where to check the attestation.</summary>
internal static class AttestationClaims
{
    /// <param name="address">Public address; empty when none is configured.</param>
    public static Dictionary<string, object> Of(AttestationRow row, AttestedFacts facts, string address) => new()
    {
        ["iss"] = Issuer(address),
        ["jti"] = row.Code,
        ["sub"] = $"urn:rpps:{facts.Rpps}",
        ["iat"] = row.IssuedAt.ToUnixTimeSeconds(),
        ["exp"] = LegalDay.EndOf(row.ValidUntil).ToUnixTimeSeconds(),
        ["registered"] = true,
        ["restrictions"] = false,
        ["physician"] = JsonSerializer.SerializeToElement(facts),
        ["status_url"] = address + AttestationPaths.Of(row.Code),
        ["status"] = JsonSerializer.SerializeToElement(new { status_list = StatusOf(row.Place!.Value, address) }),
    };

    private static object StatusOf(long place, string address)
    {
        var (list, index) = StatusPlace.Of(place);
        return new { idx = index, uri = address + AttestationPaths.StatusList(list) };
    }

    public static string Issuer(string address) => address.Length > 0 ? address : "ordre-registry";
}
