using Google.Protobuf;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Outbox;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Changes;

/// <summary>
/// A write under way: who, when, why, and the transaction that holds its rows, its audit entries, its messages and its answer together.
/// A change that records no audit event and does not say <see cref="Unchanged"/> is a defect and fails.
/// </summary>
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

    /// <summary>The transaction.</summary>
    public SqlSession Sql { get; }
    public Caller Actor { get; }

    /// <summary>The one instant of everything in this change, UTC to the microsecond.</summary>
    public DateTimeOffset At { get; }
    public string Reason { get; }

    internal bool NothingToWrite { get; private set; }
    internal IReadOnlyList<AuditEvent> Events => events;
    internal IReadOnlyList<OutboxMessage> Messages => messages;
    internal IReadOnlyList<Func<Task>> AfterCommits => afterCommit;

    /// <summary>A fresh identifier, ordered by time (UUIDv7).</summary>
    public string NewId() => Guid.CreateVersion7(At).ToString();

    /// <inheritdoc cref="AuditEvent.Of"/>
    public void Audit(string kind, string subject, object? before, object? after) =>
        events.Add(AuditEvent.Of(kind, subject, before, after));

    /// <summary>Owes a message to another service: it leaves only if this change commits, at least once, in order of commit per <paramref name="key"/>.</summary>
    public void Publish(IMessage message, string key) => messages.Add(new OutboxMessage(NewId(), message.Descriptor.FullName, key, message.ToByteArray()));

    /// <summary>The record already is as asked: nothing is written, not even the request id.</summary>
    public void Unchanged() => NothingToWrite = true;

    /// <summary>Runs after the commit and before the answer, e.g. to drop cached copies. A failure is logged: the change holds all the same.</summary>
    public void AfterCommit(Func<Task> action) => afterCommit.Add(action);
}
