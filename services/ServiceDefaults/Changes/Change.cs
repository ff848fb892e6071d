using Google.Protobuf;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Outbox;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Changes;

/// <summary>A write in progress: its rows, audit entries, messages and answer are committed in one transaction. A change that records no audit event and is
/// not <see cref="Unchanged"/> is a defect, and throws.</summary>
public sealed class Change
{
    private readonly List<AuditEvent> events = [];
    private readonly List<OutboxMessage> messages = [];
    private readonly List<Func<Task>> afterCommit = [];

    internal Change(SqlSession sql, Caller actor, DateTimeOffset at, string reason)
    {
        Sql = sql;
        Actor = actor;
        At = at;
        Reason = reason;
    }

    public SqlSession Sql { get; }
    public Caller Actor { get; }

    public DateTimeOffset At { get; }
    public string Reason { get; }

    internal bool NothingToWrite { get; private set; }
    internal IReadOnlyList<AuditEvent> Events => events;
    internal IReadOnlyList<OutboxMessage> Messages => messages;
    internal IReadOnlyList<Func<Task>> AfterCommits => afterCommit;

    /// <summary>A new UUIDv7: identifiers sort by time.</summary>
    public string NewId() => Guid.CreateVersion7(At).ToString();

    public void Audit(string kind, string subject, object? before, object? after) =>
        events.Add(AuditEvent.Of(kind, subject, before, after));

    /// <summary>Sends a message to another service if this change commits: at least once, and in order of commit per <paramref name="key"/>.</summary>
    public void Publish(IMessage message, string key) => messages.Add(new OutboxMessage(NewId(), message.Descriptor.FullName, key, message.ToByteArray()));

    public void Unchanged() => NothingToWrite = true;

    /// <summary>Runs between commit and answer, e.g. to evict cached copies. A failure is only logged, as the change is committed.</summary>
    public void AfterCommit(Func<Task> action) => afterCommit.Add(action);
}
