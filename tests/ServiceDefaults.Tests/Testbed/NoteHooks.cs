using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Changes;

namespace OrdreCouncils.Tests.ServiceDefaults.Testbed;

/// <summary>Where a test steps into a call.</summary>
internal sealed class NoteHooks
{
    /// <summary>In the transaction, once everything of the handler is written.</summary>
    public Func<Change, Task> AfterWrites { get; set; } = _ => Task.CompletedTask;

    /// <summary>Before a note is read.</summary>
    public Func<ServerCallContext, Task> BeforeRead { get; set; } = _ => Task.CompletedTask;

    /// <summary>After each note of a stream.</summary>
    public Func<ServerCallContext, Task> AfterStreamed { get; set; } = _ => Task.CompletedTask;
}
