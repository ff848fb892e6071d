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

    // A request feature: UserState would allocate two dictionaries per call.
    internal static void Set(ServerCallContext context, CallAccess access) => context.GetHttpContext().Features.Set(access);

    internal static CallAccess? Find(ServerCallContext context) => context.GetHttpContext().Features.Get<CallAccess>();

    private static CallAccess Get(ServerCallContext context) =>
        Find(context) ?? throw new InvalidOperationException($"{context.Method} ran without an access decision.");
}

public sealed record CallAccess(Caller Caller, RowScope Scope, Purpose Purpose)
{
    public List<string> Subjects { get; } = [];
}
