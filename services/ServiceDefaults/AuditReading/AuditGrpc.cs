using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Checkpoints;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.AuditReading;

internal sealed class AuditGrpc(
    Database database, AuditedPersons persons, IEnumerable<IBulkReads> bulkReads, IEnumerable<IAccessDisclosure> disclosures, CheckpointKeeper checkpoints)
    : AuditService.AuditServiceBase
{
    private const int LongestSubject = 300;

    public override async Task<VerifyAuditLogResponse> VerifyAuditLog(VerifyAuditLogRequest request, ServerCallContext context)
    {
        var marks = new List<AuditMark>();
        if (request.Checkpoint is { } given)
        {
            if (given.Sequence < 0 || given.Hash.Length != 32)
                throw Fault.Invalid("checkpoint", "Send both values of a head received earlier: a sequence and its 32-byte hash.");
            marks.Add(new AuditMark(given.Sequence, Convert.ToHexStringLower(given.Hash.Span)));
        }

        var (finding, signed) = await database.SnapshotAsync(
            async sql =>
            {
                var (own, fault) = await checkpoints.ReadAsync(sql);
                var found = await AuditVerifier.VerifyAsync(sql, [.. marks, .. own], checkpoints.PurgeCheck);
                return (fault.Length == 0 || !found.Intact ? found : found with { Intact = false, Finding = fault }, own.Count);
            },
            context.CancellationToken);
        context.Reads("audit");
        return new VerifyAuditLogResponse
        {
            Intact = finding.Intact,
            Entries = finding.Entries,
            FirstBrokenSequence = finding.FirstBroken,
            Finding = finding.Finding,
            SignedCheckpoints = signed,
            Head = new AuditCheckpoint
            {
                Sequence = finding.HeadSequence,
                // A manipulated head may hold anything.
                Hash = finding.HeadHash.All(char.IsAsciiHexDigit) && finding.HeadHash.Length == 64
                    ? ByteString.CopyFrom(Convert.FromHexString(finding.HeadHash))
                    : ByteString.Empty,
            },
        };
    }

    public override async Task<ListAuditEntriesResponse> ListAuditEntries(ListAuditEntriesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize, @default: 100, most: 1000);
        var after = 0L;
        violations.Require(
            request.PageToken.Length == 0 || long.TryParse(request.PageToken, NumberStyles.None, CultureInfo.InvariantCulture, out after),
            "page_token", Paging.TokenExpected);
        var subject = violations.OptionalText(request.Subject, "subject", LongestSubject);
        violations.ThrowIfAny();
        if (persons.AreHidden && AuditedPersons.NamesPerson(subject))
            throw Fault.NotFound("record");

        var rows = await database.ReadAsync(sql => AuditStore.PageAsync(sql, after, size + 1, subject), context.CancellationToken);
        context.Reads("audit");
        var response = new ListAuditEntriesResponse
        {
            NextPageToken = rows.Count > size ? rows[size - 1].Sequence.ToString(CultureInfo.InvariantCulture) : "",
        };
        response.Entries.AddRange(rows.Take(size).Select(row => new AuditEntry
        {
            Sequence = row.Sequence,
            At = Timestamp.FromDateTimeOffset(row.At),
            Actor = persons.Actor(row.Actor),
            OnBehalfOf = persons.Actor(row.OnBehalfOf),
            Operation = row.Operation,
            Kind = row.Kind,
            Subject = persons.Record(row.Subject),
            // A reason is free text and may name a person.
            Reason = persons.AreHidden ? "" : row.Reason,
        }));
        return response;
    }

    public override async Task<ListRecordAccessesResponse> ListRecordAccesses(ListRecordAccessesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize, @default: 100, most: 1000);
        var subject = violations.OptionalText(request.Subject, "subject", LongestSubject);
        violations.Require(subject.Length > 0, "subject", "Name the record, such as physicians/10123456781.");
        var after = AccessCursor.Parse(request.PageToken);
        violations.Require(after is not null, "page_token", Paging.TokenExpected);
        violations.ThrowIfAny();
        var auditor = context.Scope().All;
        if (auditor ? persons.AreHidden && AuditedPersons.NamesPerson(subject) : subject != $"physicians/{context.Scope().Person}")
            throw Fault.NotFound("record");
        if (auditor)
            context.Reads("audit");

        var rows = await database.SnapshotAsync(
            async sql =>
            {
                var spans = new List<BulkSpan>();
                foreach (var bulk in bulkReads)
                    spans.AddRange(await bulk.SpansAsync(sql, subject));
                foreach (var disclosure in auditor ? [] : disclosures)
                {
                    if (await disclosure.HiddenFromAsync(sql, subject) is { } from && from < after!.At)
                        after = new AccessCursor(from, "");
                }

                return await AccessLogStore.PageAsync(sql, subject, spans, after!, size + 1);
            },
            context.CancellationToken);
        var response = new ListRecordAccessesResponse { NextPageToken = Paging.Next(rows, size, AccessCursor.After) };
        response.Accesses.AddRange(rows.Take(size).Select(row => new RecordAccess
        {
            Actor = auditor ? persons.Actor(row.Actor) : row.Actor,
            OnBehalfOf = auditor ? persons.Actor(row.OnBehalfOf) : row.OnBehalfOf,
            Operation = row.Operation,
            Purpose = System.Enum.TryParse<Purpose>(row.Purpose, out var purpose) ? purpose : default,
            Count = row.Count,
            FirstAt = Timestamp.FromDateTimeOffset(row.FirstAt),
            LastAt = Timestamp.FromDateTimeOffset(row.LastAt),
            Granted = row.Granted,
            // A partner's and a physician's body is the reader in person.
            ReaderBody = auditor && persons.AreHidden ? "" : row.ReaderBody,
            BulkRevision = row.Revision,
        }));
        return response;
    }
}
