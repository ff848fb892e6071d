using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.MutualAid.AidRequests;

/// <summary>Entries of the access log for a read of a request, or of anything in it.</summary>
internal static class AidRequestReads
{
    /// <summary>Physicians can ask who read requests about them, but not learn that a member of their family filed one.</summary>
    public static void Log(ServerCallContext context, string id)
    {
        // The kind of a request alone is health data.
        context.ReadsHealth(Subject(id));
        context.ReadsHealth(BeneficiaryReads.Record(id));
    }

    public static string Subject(string id) => $"aid_requests/{id}";
}
