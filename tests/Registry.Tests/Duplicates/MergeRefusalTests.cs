using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Duplicates.MergePath;

namespace OrdreCouncils.Tests.Registry.Duplicates;

public sealed class MergeRefusalTests
{
    [Theory, Engines]
    public async Task Requests_BadFields_AreNamedAndNothingIsWritten(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var client = await app.DuplicatesAsync();
        var good = await app.RequestAsync();

        await Faults.InvalidAsync(client.MergeRecordsAsync(new MergeRecordsRequest()), "request_id", "kept", "merged", "kept_etag", "merged_etag", "reason");
        await Faults.InvalidAsync(client.MergeRecordsAsync(new MergeRecordsRequest(good) { Merged = Kept }), "merged");
        await Faults.InvalidAsync(client.MergeRecordsAsync(new MergeRecordsRequest(good) { Reason = new string('a', 501) }), "reason");
        await Faults.FailsAsync(StatusCode.NotFound, client.MergeRecordsAsync(new MergeRecordsRequest(good) { Kept = NumberedFile.Rpps(1) }));
        await Faults.FailsAsync(StatusCode.NotFound, client.MergeRecordsAsync(new MergeRecordsRequest(good) { Merged = NumberedFile.Rpps(1) }));
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, client.MergeRecordsAsync(new MergeRecordsRequest(good) { KeptEtag = "7" }));
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, client.MergeRecordsAsync(new MergeRecordsRequest(good) { MergedEtag = "7" }));
        await Faults.InvalidAsync(client.UndoMergeAsync(new UndoMergeRequest()), "request_id", "merge_id", "reason");
        await Faults.FailsAsync(StatusCode.NotFound, client.UndoMergeAsync(Undo(RegistryApp.NewId())));
        await Faults.InvalidAsync(client.DismissSuspicionAsync(new DismissSuspicionRequest()), "request_id", "first", "second", "reason");
        await Faults.InvalidAsync(client.CompareRecordsAsync(new CompareRecordsRequest { First = Kept, Second = Kept }), "second");
        await Faults.InvalidAsync(client.ListMergesAsync(new ListMergesRequest { Rpps = "1", PageSize = 201, PageToken = "x" }), "rpps", "page_size", "page_token");
        await Faults.InvalidAsync(client.GetMergeAsync(new GetMergeRequest()), "merge_id");
        await Faults.FailsAsync(StatusCode.NotFound, client.GetMergeAsync(new GetMergeRequest { MergeId = RegistryApp.NewId() }));

        Assert.Equal(0, await app.CountAsync("merges"));
        Assert.Equal(0, await app.CountAsync("dismissed_suspicions"));
        Assert.Equal(0, await app.CountAsync("audit_entries where kind like 'registry.merge%' or kind like 'registry.suspicion%'"));
    }

    [Theory, Engines]
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

    [Theory, Engines]
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

    [Theory, Engines]
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

        // A third number is merged into the same kept one.
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

    [Theory, Engines]
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

            // Two merges may succeed: both other numbers into b.
            Assert.All(outcomes, outcome => Assert.Contains(outcome, new[] { "OK", "MERGED", "KEEPS_MERGES", Reasons.StaleEtag }));
            Assert.Contains("OK", outcomes);
        }

        Assert.Equal(0, await app.CountAsync("merges one join merges other on other.rpps = one.kept"));
    }

    [Theory, Engines]
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
}
