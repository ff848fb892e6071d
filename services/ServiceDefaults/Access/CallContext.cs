using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>What the access interceptor leaves on a call for its handler.</summary>
public static class CallContext
{
    /// <summary>Who calls.</summary>
    public static Caller Caller(this ServerCallContext context) => Get(context).Caller;

    /// <summary>The rows the call reaches.</summary>
    public static RowScope Scope(this ServerCallContext context) => Get(context).Scope;

    /// <summary>Why the call processes data.</summary>
    public static Purpose Purpose(this ServerCallContext context) => Get(context).Purpose;

    /// <summary>Names the record a call reads, e.g. <c>physicians/10123456781</c>, so that its reader is remembered.</summary>
    public static void Reads(this ServerCallContext context, string subject) => Get(context).Subjects.Add(subject);

    // A feature of the request rather than an entry of UserState, which would make two dictionaries for each call.
    internal static void Set(ServerCallContext context, CallAccess access) => context.GetHttpContext().Features.Set(access);

    internal static CallAccess? Find(ServerCallContext context) => context.GetHttpContext().Features.Get<CallAccess>();

    private static CallAccess Get(ServerCallContext context) =>
        Find(context) ?? throw new InvalidOperationException($"{context.Method} ran without an access decision.");
}

/// <summary>The access decision of one call.</summary>
public sealed record CallAccess(Caller Caller, RowScope Scope, Purpose Purpose)
{
    /// <summary>The records that the call reads, e.g. <c>physicians/10123456781</c>.</summary>
    public List<string> Subjects { get; } = [];
}
