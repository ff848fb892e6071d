using System.Data.Common;
using Grpc.Core;
using OrdreCouncils.MutualAid.Envelopes;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>An envelope never pays more than it holds, and the ledger accounts for every cent.</summary>
public class LedgerTests
{
    [Theory, Engines]
    public async Task ApproveAidRequest_SixtyFourAtOnceOnTenShares_GrantsExactlyTen(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(
            engine, new Dictionary<string, string?>(MutualAidApp.LocalSettings) { ["AidRequests:OpenPerPhysician"] = "64" });
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var instructed = new List<AidRequest>();
        for (var i = 0; i < 64; i++)
            instructed.Add(await app.InstructedAsync(envelope, 100_00));
        var approver = await app.AidAsync(MutualAidApp.Approver);

        var outcomes = await Task.WhenAll(instructed.Select(request => OutcomeAsync(approver.ApproveAidRequestAsync(Requests.Approve(request)))));

        Assert.Equal(10, outcomes.Count(outcome => outcome == "granted"));
        Assert.Equal(54, outcomes.Count(outcome => outcome == "ENVELOPE_EXHAUSTED"));
        var after = await app.EnvelopeAsync(envelope.Id);
        Assert.Equal((1_000_00, 0), (after.Granted.Cents, after.Available.Cents));
        Assert.Equal(10, await app.CountAsync("aid_decisions"));
        Assert.Empty(await FindingsAsync(app));
    }

    [Theory, Engines]
    public async Task ApproveAidRequest_MoreThanLeft_SaysWhatIsLeftAndWritesNothing(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(100_05);
        var request = await app.InstructedAsync(envelope, 100_06);
        var approver = await app.AidAsync(MutualAidApp.Approver);
        var audited = await app.CountAsync("audit_entries where kind like 'mutual_aid.%'");

        var failure = await Faults.FailsAsync(StatusCode.FailedPrecondition, approver.ApproveAidRequestAsync(Requests.Approve(request)));

        Assert.Equal("ENVELOPE_EXHAUSTED", failure.Reason());
        Assert.Contains("100.05 EUR", failure.Status.Detail, StringComparison.Ordinal);
        Assert.Equal((0, 1), (await app.CountAsync("aid_decisions"), await app.CountAsync("transfers")));
        Assert.Equal(audited, await app.CountAsync("audit_entries where kind like 'mutual_aid.%'"));
    }

    [Theory, Engines]
    public async Task InstructAidRequest_AfterExhaustion_LowerAmountIsGranted(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(100_00);
        var approver = await app.AidAsync(MutualAidApp.Approver);
        var request = await app.InstructedAsync(envelope, 100_01);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "ENVELOPE_EXHAUSTED", approver.ApproveAidRequestAsync(Requests.Approve(request)));

        request = await app.InstructAsync(request, envelope, 100_00);
        var granted = (await approver.ApproveAidRequestAsync(Requests.Approve(request))).AidRequest;

        Assert.Equal(100_00, granted.Granted.Cents);
    }

    [Theory, Engines]
    public async Task Accounts_BelowZeroByHand_AreRefusedByTheStore(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        await app.OpenEnvelopeAsync(100);

        var failure = await Assert.ThrowsAnyAsync<DbException>(
            () => app.ExecuteAsync("update accounts set balance_cents = balance_cents - 101 where kind = 'available'"));

        Assert.True(LedgerStore.IsOverspending(failure), failure.Message);
    }

    [Theory]
    [Engines("update ledger_entries set amount_cents = amount_cents * 2")]
    [Engines("delete from ledger_entries")]
    [Engines("update transfers set amount_cents = 1")]
    [Engines("delete from transfers")]
    public async Task Ledger_EditedByHand_IsRefusedByTheStore(SqlEngine engine, string edit)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        await app.OpenEnvelopeAsync(100);

        var failure = await Assert.ThrowsAnyAsync<DbException>(() => app.ExecuteAsync(edit));

        Assert.Contains("append-only", failure.Message, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task LedgerCheck_BalanceChangedByHand_FindsIt(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(100);
        Assert.Empty(await FindingsAsync(app));

        await app.ExecuteAsync("update accounts set balance_cents = 99 where kind = 'available'");
        await app.ExecuteAsync(
            """
            insert into transfers (id, envelope_id, number, kind, aid_request_id, amount_cents, at, actor)
            select 'half', id, 2, 'opening', null, 5, opened_at, 'x' from envelopes
            """);

        Assert.Equal(
            ["The entries of transfer half do not balance.", $"The balance of {envelope.Id}/available is not the sum of its entries."],
            await FindingsAsync(app));
    }

    [Theory, Engines]
    public async Task ListLedgerEntries_PageByPage_ShowsBothSidesOfEachTransferInOrder(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(100_00);
        var request = await app.InstructedAsync(envelope, 30_00);
        await (await app.AidAsync(MutualAidApp.Approver)).ApproveAidRequestAsync(Requests.Approve(request));
        var treasurer = await app.MoneyAsync(MutualAidApp.Treasurer);

        var first = await treasurer.ListLedgerEntriesAsync(new ListLedgerEntriesRequest { EnvelopeId = envelope.Id, PageSize = 3 });
        var last = await treasurer.ListLedgerEntriesAsync(
            new ListLedgerEntriesRequest { EnvelopeId = envelope.Id, PageSize = 3, PageToken = first.NextPageToken });

        Assert.Equal("", last.NextPageToken);
        Assert.Equal(
            [
                (1, TransferKind.Opening, LedgerAccount.Source, -100_00L, ""),
                (1, TransferKind.Opening, LedgerAccount.Available, 100_00L, ""),
                (2, TransferKind.Grant, LedgerAccount.Available, -30_00L, request.Id),
                (2, TransferKind.Grant, LedgerAccount.Granted, 30_00L, request.Id),
            ],
            first.Entries.Concat(last.Entries).Select(entry => (entry.TransferNumber, entry.Kind, entry.Account, entry.Amount.Cents, entry.AidRequestId)));
        await Faults.InvalidAsync(
            treasurer.ListLedgerEntriesAsync(new ListLedgerEntriesRequest { EnvelopeId = envelope.Id, PageToken = "1.x" }), "page_token");
    }

    internal static Task<IReadOnlyList<string>> FindingsAsync(MutualAidApp app) =>
        app.Service.Database.SnapshotAsync(LedgerCheck.FindingsAsync, CancellationToken.None);

    private static async Task<string> OutcomeAsync(AsyncUnaryCall<ApproveAidRequestResponse> call)
    {
        try
        {
            await call;
            return "granted";
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.FailedPrecondition)
        {
            return failure.Reason();
        }
    }
}
