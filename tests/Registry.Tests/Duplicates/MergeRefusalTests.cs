using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Duplicates.MergePath;

namespace OrdreCouncils.Tests.Registry.Duplicates;

public sealed class MergeRefusalTests(MergeRefusalTests.Unmerged unmerged) : IClassFixture<MergeRefusalTests.Unmerged>
{
    private static readonly Dictionary<string, Func<State, Task>> Refused = new()
    {
        ["MergeRecords_Empty_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Client.MergeRecordsAsync(new MergeRecordsRequest()), "request_id", "kept", "merged", "kept_etag", "merged_etag", "reason"),
        ["MergeRecords_IntoItself_InvalidArgument"] = state =>
            Faults.InvalidAsync(state.Client.MergeRecordsAsync(state.RequestWith(request => request.Merged = Kept)), "merged"),
        ["MergeRecords_ReasonTooLong_InvalidArgument"] = state =>
            Faults.InvalidAsync(state.Client.MergeRecordsAsync(state.RequestWith(request => request.Reason = new string('a', 501))), "reason"),
        ["MergeRecords_KeptUnknown_NotFound"] = state =>
            Faults.FailsAsync(StatusCode.NotFound, state.Client.MergeRecordsAsync(state.RequestWith(request => request.Kept = NumberedFile.Rpps(1)))),
        ["MergeRecords_MergedUnknown_NotFound"] = state =>
            Faults.FailsAsync(StatusCode.NotFound, state.Client.MergeRecordsAsync(state.RequestWith(request => request.Merged = NumberedFile.Rpps(1)))),
        ["MergeRecords_StaleEtagOfTheKept_Aborted"] = state =>
            Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, state.Client.MergeRecordsAsync(state.RequestWith(request => request.KeptEtag = "7"))),
        ["MergeRecords_StaleEtagOfTheMerged_Aborted"] = state =>
            Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, state.Client.MergeRecordsAsync(state.RequestWith(request => request.MergedEtag = "7"))),
        ["UndoMerge_Empty_InvalidArgument"] = state =>
            Faults.InvalidAsync(state.Client.UndoMergeAsync(new UndoMergeRequest()), "request_id", "merge_id", "reason"),
        ["UndoMerge_UnknownMerge_NotFound"] = state => Faults.FailsAsync(StatusCode.NotFound, state.Client.UndoMergeAsync(Undo(RegistryApp.NewId()))),
        ["DismissSuspicion_Empty_InvalidArgument"] = state =>
            Faults.InvalidAsync(state.Client.DismissSuspicionAsync(new DismissSuspicionRequest()), "request_id", "first", "second", "reason"),
        ["CompareRecords_WithItself_InvalidArgument"] = state =>
            Faults.InvalidAsync(state.Client.CompareRecordsAsync(new CompareRecordsRequest { First = Kept, Second = Kept }), "second"),
        ["ListMerges_BadFields_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Client.ListMergesAsync(new ListMergesRequest { Rpps = "1", PageSize = 201, PageToken = "x" }), "rpps", "page_size", "page_token"),
        ["GetMerge_Empty_InvalidArgument"] = state => Faults.InvalidAsync(state.Client.GetMergeAsync(new GetMergeRequest()), "merge_id"),
        ["GetMerge_UnknownMerge_NotFound"] = state =>
            Faults.FailsAsync(StatusCode.NotFound, state.Client.GetMergeAsync(new GetMergeRequest { MergeId = RegistryApp.NewId() })),
    };

    [Theory, EachCase(nameof(Refused))]
    public async Task Call_IsRefusedAndWritesNothing(SqlEngine engine, string call)
    {
        var state = await unmerged.StateAsync(engine);

        await state.App.LeavesNothingAsync(() => Refused[call](state));

        Assert.Equal(0, await state.App.CountAsync("merges"));
        Assert.Equal(0, await state.App.CountAsync("dismissed_suspicions"));
    }

    [Theory, OneEngine]
    public async Task Callers_OtherThanTheRegistrar_AreRefused(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var good = await app.RequestAsync();
        foreach (var identity in new[] { "cnam", "cdom-75", "cdom-75-president", "medecin-" + Kept, "cnom-discipline" })
        {
            var client = await app.DuplicatesAsync(identity);
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.MergeRecordsAsync(good));
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.UndoMergeAsync(Undo(RegistryApp.NewId())));
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.DismissSuspicionAsync(new DismissSuspicionRequest()));
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.ListMergesAsync(new ListMergesRequest()));
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.GetMergeAsync(new GetMergeRequest()));
        }

        Assert.Equal(0, await app.CountAsync("merges"));
    }

    [Theory, OneEngine]
    public async Task Merge_Repeated_GetsTheFirstAnswer(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var client = await app.DuplicatesAsync();
        var request = await app.RequestAsync();
        var first = await client.MergeRecordsAsync(request);

        Assert.Equal(first, await client.MergeRecordsAsync(request));
        await Faults.ReasonAsync(
            StatusCode.AlreadyExists, Reasons.RequestIdReused, client.MergeRecordsAsync(new MergeRecordsRequest(request) { Reason = "Autre" }));
        var undo = Undo(first.Merge.MergeId);
        var undone = await client.UndoMergeAsync(undo);
        Assert.Equal(undone, await client.UndoMergeAsync(undo));
        await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, client.UndoMergeAsync(new UndoMergeRequest(undo) { Reason = "Autre" }));

        Assert.Equal(1, await app.CountAsync("merges"));
    }

    [Theory, OneEngine]
    public async Task Merge_Chains_AreRefused(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(4));
        var (a, b, c) = (NumberedFile.Rpps(0), NumberedFile.Rpps(1), NumberedFile.Rpps(2));
        await app.MergeAsync(kept: a, merged: b);

        await RefusedAsync("MERGED", kept: b, merged: a);
        await RefusedAsync("MERGED", kept: c, merged: b);
        await RefusedAsync("MERGED", kept: b, merged: c);
        await RefusedAsync("KEEPS_MERGES", kept: c, merged: a);

        // A third number is merged into the same kept number.
        app.App.Clock.Advance(TimeSpan.FromSeconds(1));
        var third = await app.MergeAsync(kept: a, merged: c);
        await app.SanctionAsync(b, OrdreCouncils.Protos.Registry.Internal.V1.RestrictingSanction.BanFromPractice, Today, Today);
        foreach (var number in new[] { a, b, c })
            Assert.False((await app.VerifyAsync(number)).MayPractise);
        await app.UndoAsync(third);
        Assert.True((await app.VerifyAsync(c)).MayPractise);
        Assert.False((await app.VerifyAsync(a)).MayPractise);
        var client = await app.DuplicatesAsync();
        var page = await client.ListMergesAsync(new ListMergesRequest { PageSize = 1 });
        var next = await client.ListMergesAsync(new ListMergesRequest { PageSize = 1, PageToken = page.NextPageToken });
        Assert.Equal([c, b], [page.Merges.Single().Merged, next.Merges.Single().Merged]);
        Assert.Equal(page.Merges.Single(), (await client.GetMergeAsync(new GetMergeRequest { MergeId = third.MergeId })).Merge);
        Assert.Equal(third.MergeId, Assert.Single((await client.ListMergesAsync(new ListMergesRequest { Rpps = c })).Merges).MergeId);
        Assert.Equal(2, (await client.ListMergesAsync(new ListMergesRequest { Rpps = a })).Merges.Count);

        async Task RefusedAsync(string reason, string kept, string merged) => await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, reason, (await app.DuplicatesAsync()).MergeRecordsAsync(await app.RequestAsync(kept, merged)));
    }

    [Theory, OneEngine]
    public async Task Merges_Concurrent_NeverMakeAChain(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(30));
        var client = await app.DuplicatesAsync();
        for (var i = 0; i < 30; i += 3)
        {
            var (a, b, c) = (NumberedFile.Rpps(i), NumberedFile.Rpps(i + 1), NumberedFile.Rpps(i + 2));
            var requests = new[]
            {
                await app.RequestAsync(a, b), await app.RequestAsync(b, a), await app.RequestAsync(b, c), await app.RequestAsync(c, b),
            };

            var outcomes = await Task.WhenAll(requests.Select(async request =>
            {
                try
                {
                    await client.MergeRecordsAsync(request);
                    return "OK";
                }
                catch (RpcException exception)
                {
                    return exception.Reason();
                }
            }));

            // Two of the merges may succeed when both keep b.
            Assert.All(outcomes, outcome => Assert.Contains(outcome, new[] { "OK", "MERGED", "KEEPS_MERGES", Reasons.StaleEtag }));
            Assert.Contains("OK", outcomes);
        }

        Assert.Equal(0, await app.CountAsync("merges one join merges other on other.rpps = one.kept"));
    }

    [Theory, OneEngine]
    public async Task Merge_DeathOrApplicationThatWouldBeLost_IsRefused(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var client = await app.DuplicatesAsync();
        var path = new ApplicationPath(app);
        await LeaveAsync("cdom-13", Merged, FactGround.Request);
        await path.SubmitAsync(Merged, "cdom-13");
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "APPLICATION_PENDING", client.MergeRecordsAsync(await app.RequestAsync()));

        await LeaveAsync("cdom-75", Kept, FactGround.Death);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "DECEASED", client.MergeRecordsAsync(await app.RequestAsync(kept: Merged, merged: Kept)));
        Assert.Equal(0, await app.CountAsync("merges"));

        async Task LeaveAsync(string clerk, string rpps, FactGround ground) => await (await app.RegistrationsAsync(clerk)).RecordDepartureAsync(
            new RecordDepartureRequest { RequestId = RegistryApp.NewId(), Rpps = rpps, Ground = ground, EffectiveOn = Today.ToProto() });
    }

    public sealed class Unmerged : PerEngine
    {
        internal async Task<State> StateAsync(SqlEngine engine) => (State)await GetAsync(engine);

        protected override async Task<IAsyncDisposable> StartAsync(SqlEngine engine)
        {
            var app = await MergePath.StartAsync(engine);
            return new State(app, await app.DuplicatesAsync(), await app.RequestAsync());
        }
    }

    internal sealed record State(RegistryApp App, DuplicatesService.DuplicatesServiceClient Client, MergeRecordsRequest Request) : IAsyncDisposable
    {
        /// <summary>The valid merge request with one edit.</summary>
        public MergeRecordsRequest RequestWith(Action<MergeRecordsRequest> bend)
        {
            var request = new MergeRecordsRequest(Request);
            bend(request);
            return request;
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
