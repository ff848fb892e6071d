using System.Security.Cryptography;
using Google.Protobuf;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.WatchLists;

/// <summary>Digest, 16 bytes, of what a partner may see of a physician. It leaves out the day of the answer and the revision.</summary>
internal static class ShownDigest
{
    public static byte[] Of(PhysicianChange change)
    {
        // The day of the answer alone is no change; the restrictions, which are kept, decide since when practice is barred.
        var registration = new Registration(change.Registration) { On = null, BarredSince = null };
        var seen = new PhysicianChange
        {
            Rpps = change.Rpps,
            Physician = change.Physician,
            Registration = registration,
            MergedInto = change.MergedInto,
        };
        return SHA256.HashData(seen.ToByteArray())[..16];
    }
}
