using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Changes;

namespace OrdreCouncils.Tests.ServiceDefaults.Testbed;

/// <summary>Code that a test runs within a call.</summary>
internal sealed class NoteHooks
{
    /// <summary>Runs in the transaction, after the handler's writes.</summary>
    public Func<Change, Task> AfterWrites { get; set; } = _ => Task.CompletedTask;

    public Func<ServerCallContext, Task> BeforeRead { get; set; } = _ => Task.CompletedTask;

    public Func<ServerCallContext, Task> AfterStreamed { get; set; } = _ => Task.CompletedTask;
}
