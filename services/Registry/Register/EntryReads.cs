using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Registry.Register;

internal static class EntryReads
{
    /// <summary>Records the read under the number asked for and under the number that answered: both physicians can ask who read their record.</summary>
    public static void ReadsPhysician(this ServerCallContext context, string rpps, string mergedInto)
    {
        context.Reads($"physicians/{rpps}");
        if (mergedInto.Length > 0)
            context.Reads($"physicians/{mergedInto}");
    }
}
