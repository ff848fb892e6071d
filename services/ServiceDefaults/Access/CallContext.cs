using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.ServiceDefaults.Access;

public static class CallContext
{
    public static Caller Caller(this ServerCallContext context) => Get(context).Caller;

    public static RowScope Scope(this ServerCallContext context) => Get(context).Scope;

    public static Purpose Purpose(this ServerCallContext context) => Get(context).Purpose;

    /// <summary>Records in the access log that the call shows this record, e.g. <c>physicians/10123456781</c>.</summary>
    public static void Reads(this ServerCallContext context, string subject) => Get(context).Subjects.Add(subject);

    /// <summary>As <see cref="Reads"/>, for health data: the entry is committed before the answer leaves, and without it there is no answer.</summary>
    public static void ReadsHealth(this ServerCallContext context, string subject)
    {
        Get(context).MustBeLoggedFirst = true;
        context.Reads(subject);
    }

    /// <summary>Records the read of every record that <paramref name="subject"/> held at a revision, by one entry.</summary>
    public static void ReadsInBulk(this ServerCallContext context, string subject, long revision)
    {
        Get(context).Revision = revision;
        context.Reads(subject);
    }

    // A request feature: UserState would allocate two dictionaries per call.
    internal static void Set(ServerCallContext context, CallAccess access) => context.GetHttpContext().Features.Set(access);

    internal static CallAccess? Find(ServerCallContext context) => context.GetHttpContext().Features.Get<CallAccess>();

    private static CallAccess Get(ServerCallContext context) =>
        Find(context) ?? throw new InvalidOperationException($"{context.Method} ran without an access decision.");
}

public sealed record CallAccess(Caller Caller, RowScope Scope, Purpose Purpose)
{
    public List<string> Subjects { get; } = [];

    /// <summary>The revision of a bulk read; 0 otherwise.</summary>
    public long Revision { get; set; }

    internal bool MustBeLoggedFirst { get; set; }
}
