using System.Security.Cryptography;
using Google.Protobuf;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.WatchLists;

/// <summary>What a partner may see of a physician, in 16 bytes: equal for equal sights, whatever the day and the revision.</summary>
internal static class ShownDigest
{
    public static byte[] Of(PhysicianChange change)
    {
        // The day of the answer is no news.
        var registration = new Registration(change.Registration) { On = null };
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
