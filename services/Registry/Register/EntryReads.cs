using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Registry.Register;

/// <summary>Whose record is remembered as read.</summary>
internal static class EntryReads
{
    /// <summary>That of the number asked about, and of the one whose record was shown for it: both find out who read theirs.</summary>
    public static void ReadsPhysician(this ServerCallContext context, string rpps, string mergedInto)
    {
        context.Reads($"physicians/{rpps}");
        if (mergedInto.Length > 0)
            context.Reads($"physicians/{mergedInto}");
    }
}
