using Microsoft.IdentityModel.Tokens;

namespace OrdreCouncils.Registry.Snapshots.Reading;

/// <summary>Verification keys, saved from <c>/attestations/keys</c> while the platform was up (RFC 7517).</summary>
internal sealed record TrustedKeys(string File, IReadOnlyList<SecurityKey> Keys)
{
    public static TrustedKeys Load(string file)
    {
        IReadOnlyList<SecurityKey> keys = [];
        try
        {
            keys = [.. new JsonWebKeySet(System.IO.File.ReadAllText(file)).GetSigningKeys()];
        }
        catch (ArgumentException)
        {
            // Reported below.
        }

        return keys.Count > 0
            ? new TrustedKeys(file, keys)
            : throw new SnapshotRefused($"{file} n’est pas un fichier de clés. Prenez-le à l’adresse /attestations/keys de la plateforme.");
    }
}
