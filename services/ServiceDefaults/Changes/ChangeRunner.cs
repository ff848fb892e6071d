using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Colleagues;
using OrdreCouncils.ServiceDefaults.Outbox;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Changes;

/// <summary>The only way to write business rows: they commit together with audit entries, outbox messages and the answer to the request id.</summary>
public sealed class ChangeRunner(
    Database database, TimeProvider clock, OutboxSignal outbox, OutboxRoutes routes, ColleagueKeeper colleagues, ILogger<ChangeRunner> log)
{
    /// <summary>Answers a mutation. A caller who repeats <paramref name="requestId"/> gets the first answer and nothing is done again; with another request
    /// body the answer is ALREADY_EXISTS.</summary>
    /// <param name="blinder">For a request that tells a secret in few words: a plain digest of it could be found by trying. Null for the others.</param>
    public async Task<TResponse> RunAsync<TRequest, TResponse>(
        ServerCallContext context, TRequest request, string requestId, string reason, Func<Change, Task<TResponse>> work, Blinder? blinder = null)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var actor = context.Caller();
        var hash = Hash(request.ToByteArray());
        var record = new RequestRecord(
            actor.Person.Subject, requestId, context.Method, blinder is null ? hash : StoredRequests.Keyed(hash, blinder), ScopeHash(actor));
        TResponse? response = null;
        var change = await CommitAsync(
            actor, context.Method, requestId, reason,
            async change =>
            {
                var (isNew, known) = await RequestStore.ClaimAsync(change.Sql, record, change.At);
                if (!isNew)
                {
                    response = new TResponse();
                    response.MergeFrom(known);
                    change.Unchanged();
                    return;
                }

                response = await work(change);
                if (!change.NothingToWrite)
                    await RequestStore.AnswerAsync(change.Sql, record.Actor, record.RequestId, response.ToByteArray());
            },
            context.CancellationToken);
        await AfterAsync(change);
        return response!;
    }

    /// <summary>One of several transactions of a streaming call; false when there was nothing to change. No answer is kept.</summary>
    public async Task<bool> RunAsync(ServerCallContext context, string requestId, string reason, Func<Change, Task> work)
    {
        var change = await CommitAsync(context.Caller(), context.Method, requestId, reason, work, context.CancellationToken);
        await AfterAsync(change);
        return !change.NothingToWrite;
    }

    /// <summary>Background work of the service; false when there was nothing to change.</summary>
    public async Task<bool> RunAsync(string service, string operation, string reason, Func<Change, Task> work, CancellationToken cancellation)
    {
        var change = await CommitAsync(Caller.System(service), operation, "", reason, work, cancellation);
        await AfterAsync(change);
        return !change.NothingToWrite;
    }

    private async Task<Change> CommitAsync(
        Caller actor, string operation, string requestId, string reason, Func<Change, Task> work, CancellationToken cancellation)
    {
        Change? change = null;
        await database.WriteAsync(async sql =>
        {
            var now = clock.GetUtcNow();
            change = new Change(sql, actor, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)), reason);
            await work(change);
            if (change.NothingToWrite)
            {
                return change.Events.Count + change.Messages.Count == 0
                    ? false
                    : throw new InvalidOperationException($"{operation} says that nothing changed, and yet audits or publishes.");
            }

            if (change.Events.Count == 0)
                throw new InvalidOperationException($"{operation} wrote without an audit event.");
            if (change.Messages.FirstOrDefault(message => !routes.Types.Contains(message.Type)) is { } lost)
                throw new InvalidOperationException($"{operation} publishes {lost.Type}, for which no delivery is registered.");

            // Last, so that the head of the audit log is locked briefly. Its lock serializes commits, which orders the messages.
            var sequence = await AuditStore.AppendAsync(sql, [.. change.Events.Select(audit => new AuditRow
            {
                At = change.At,
                Actor = actor.Subject,
                OnBehalfOf = actor.OnBehalfOf?.Subject ?? "",
                Operation = operation,
                Kind = audit.Kind,
                Subject = audit.Subject,
                Reason = reason,
                RequestId = requestId,
                Body = audit.Body,
            })]);
            await OutboxStore.AddAsync(sql, change.Messages, change.At, sequence);
            return true;
        }, cancellation);
        return change!;
    }

    private async Task AfterAsync(Change change)
    {
        if (change.NothingToWrite)
            return;
        if (change.Messages.Count > 0)
            outbox.Wake();
        await colleagues.KeepAsync(change.Actor);
        foreach (var action in change.AfterCommits)
        {
            try
            {
                await action();
            }
            catch (Exception exception)
            {
                // The change is committed: an error would tell the caller that it is not.
                log.LogError("Work after a commit failed: {Exception}\n{Stack}", exception.GetType().FullName, exception.StackTrace);
            }
        }
    }

    // A digest: the store need not keep which roles a person had. Claims hold no line break.
    // A line for the region only where there is one: answers that an earlier release kept stay the caller's.
    private static string ScopeHash(Caller caller) => Hash(Encoding.UTF8.GetBytes(string.Join(
        '\n', [.. caller.Person.Roles.Select(role => RoleGrants.Of(role).Claim).Order(StringComparer.Ordinal),
            $"council {caller.Person.Council}", $"chamber {caller.Person.Chamber}", $"rpps {caller.Person.Rpps}", $"by {caller.Subject}",
            .. caller.Person.Region.Length > 0 ? new[] { $"region {caller.Person.Region}" } : []])));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
