using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

public sealed class SubmitTests
{
    [Theory, Engines]
    public async Task SubmitApplication_Repeated_IsRecordedOnce(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var clerk = await new ApplicationPath(app).AsAsync("cdom-75");
        var request = ApplicationPath.Submission();

        var first = await clerk.SubmitApplicationAsync(request);

        Assert.Equal(first, await clerk.SubmitApplicationAsync(request));
        Assert.Equal(("75", ApplicationKind.First, ApplicationState.Submitted), (first.Application.Council, first.Application.Kind, first.Application.State));
        Assert.Equal(6, first.Application.Documents.Count(document => document.Required && document.Received));
        Assert.Null(first.Application.DecisionTime);
        await Faults.ReasonAsync(
            StatusCode.AlreadyExists, "APPLICATION_PENDING",
            (await new ApplicationPath(app).AsAsync("cdom-62")).SubmitApplicationAsync(ApplicationPath.Submission()));
        await Faults.ReasonAsync(
            StatusCode.AlreadyExists, Reasons.RequestIdReused,
            clerk.SubmitApplicationAsync(new SubmitApplicationRequest(request) { Rpps = RegisterFile.Anne }));
        Assert.Equal(1, await app.CountAsync("applications"));
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'registry.application.submitted'"));
        Assert.Equal(RegistrationStatus.NoRecord, (await app.VerifyAsync(ApplicationPath.Rpps)).Status);
    }

    [Theory, Engines]
    public async Task SubmitApplication_ManyAtOnce_LetsOneThrough(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var clerk = await new ApplicationPath(app).AsAsync("cdom-75");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                await clerk.SubmitApplicationAsync(ApplicationPath.Submission());
                return StatusCode.OK;
            }
            catch (RpcException exception)
            {
                return exception.StatusCode;
            }
        }));

        Assert.Single(answers, StatusCode.OK);
        Assert.Equal(5, answers.Count(status => status == StatusCode.AlreadyExists));
        Assert.Equal(1, await app.CountAsync("applications"));
    }

    [Theory, Engines]
    public async Task SubmitApplication_BadRequest_NamesFieldsAndWritesNothing(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var clerk = await new ApplicationPath(app).AsAsync("cdom-75");

        await Faults.InvalidAsync(
            clerk.SubmitApplicationAsync(new SubmitApplicationRequest()), "request_id", "rpps", "identity.family_name", "identity.given_name", "received_on");
        var bad = ApplicationPath.Submission("10999999998");
        bad.ReceivedOn = RegistryApp.Today.AddDays(1).ToProto();
        bad.Identity.FamilyName = "--";
        bad.Qualifications.Add(bad.Qualifications[0]);
        bad.Qualifications.Add(new Qualification());
        bad.Documents.Add(ApplicationDocument.Identity);
        await Faults.InvalidAsync(
            clerk.SubmitApplicationAsync(bad), "rpps", "identity.family_name", "received_on", "qualifications", "qualifications[2].kind",
            "qualifications[2].code", "qualifications[2].label", "documents");
        var unseen = ApplicationPath.Submission();
        (unseen.Identity.FamilyName, unseen.Identity.GivenName) = ("ESSAI\uFFFE", "\u202EENNA");
        await Faults.InvalidAsync(clerk.SubmitApplicationAsync(unseen), "identity.family_name", "identity.given_name");

        Assert.Equal(0, await app.CountAsync("applications"));
    }

    [Theory, Engines]
    public async Task SubmitApplication_RegisteredOrStruckOff_IsRefused(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var clerk = await new ApplicationPath(app).AsAsync("cdom-75");

        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "ALREADY_REGISTERED", clerk.SubmitApplicationAsync(ApplicationPath.Submission(RegisterFile.Anne)));
        await app.SanctionAsync(RegisterFile.Anne, RestrictingSanction.Radiation, RegistryApp.Today);
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "STRUCK_OFF", clerk.SubmitApplicationAsync(ApplicationPath.Submission(RegisterFile.Anne)));

        Assert.Equal(0, await app.CountAsync("applications"));
    }

    [Theory, Engines]
    public async Task GetAndList_OtherCouncil_SeesNothing(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        var application = await path.SubmitAsync();
        var get = new GetApplicationRequest { ApplicationId = application.ApplicationId };

        foreach (var identity in new[] { "cdom-75", "cdom-75-president", "cnom-registre" })
        {
            var client = await path.AsAsync(identity);
            Assert.Equal(application, (await client.GetApplicationAsync(get)).Application);
            Assert.Single((await client.ListApplicationsAsync(new ListApplicationsRequest())).Applications);
        }

        var other = await path.AsAsync("cdom-62");
        await Faults.FailsAsync(StatusCode.NotFound, other.GetApplicationAsync(get));
        Assert.Empty((await other.ListApplicationsAsync(new ListApplicationsRequest())).Applications);
        await Faults.InvalidAsync(other.GetApplicationAsync(new GetApplicationRequest()), "application_id");
        await Faults.InvalidAsync(
            other.ListApplicationsAsync(new ListApplicationsRequest
            {
                PageSize = 201,
                PageToken = "x",
                State = (ApplicationState)99,
                Council = "20",
                DueUntil = RegistryApp.Date(2026, 2, 30),
                Order = (ApplicationOrder)99,
            }), "page_size", "page_token", "state", "council", "due_until", "order");
        await Faults.InvalidAsync(
            other.ListApplicationsAsync(new ListApplicationsRequest { Order = ApplicationOrder.Due, PageToken = application.ApplicationId }), "page_token");
    }

    [Theory, Engines]
    public async Task ListApplications_ByStateAndTimeLimit_PageByPage(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.SubmitAsync(RegisterFile.Anne);
        // Ids of the same millisecond have no defined order.
        app.App.Clock.Advance(TimeSpan.FromSeconds(1));
        var complete = await path.CompleteAsync();
        var clerk = await path.AsAsync("cdom-75");

        var first = await clerk.ListApplicationsAsync(new ListApplicationsRequest { PageSize = 1 });
        var second = await clerk.ListApplicationsAsync(new ListApplicationsRequest { PageSize = 1, PageToken = first.NextPageToken });
        var submitted = await clerk.ListApplicationsAsync(new ListApplicationsRequest { State = ApplicationState.Submitted });
        var due = await clerk.ListApplicationsAsync(new ListApplicationsRequest { DueUntil = complete.DecisionTime.LastDay });
        var dueBefore = await clerk.ListApplicationsAsync(new ListApplicationsRequest { DueUntil = RegistryApp.Date(2026, 6, 14) });

        Assert.Equal([ApplicationPath.Rpps, RegisterFile.Anne], new[] { first, second }.Select(page => page.Applications.Single().Rpps));
        Assert.Empty(second.NextPageToken);
        Assert.Equal(RegisterFile.Anne, submitted.Applications.Single().Rpps);
        Assert.Equal(complete.ApplicationId, due.Applications.Single().ApplicationId);
        Assert.Empty(dueBefore.Applications);
    }

    [Theory, Engines]
    public async Task ListApplications_ByDueDay_GivesUndecidedOnesEarliestFirst(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        app.GoTo(RegistryApp.Today.AddDays(2));
        var (other, path) = (new ApplicationPath(app) { On = RegistryApp.Today.AddDays(2) }, new ApplicationPath(app) { On = RegistryApp.Today });
        var client = await path.AsAsync("cdom-75");
        await other.SubmitAsync(RegisterFile.Anne);
        // Without a complete file there is no last day yet.
        Assert.Empty((await client.ListApplicationsAsync(new ListApplicationsRequest { Order = ApplicationOrder.Due })).Applications);
        var late = await other.ExamineAsync();
        app.App.Clock.Advance(TimeSpan.FromSeconds(1));
        var early = await path.CompleteAsync();

        var asked = new ListApplicationsRequest { Order = ApplicationOrder.Due, PageSize = 1 };
        var first = await client.ListApplicationsAsync(asked);
        asked.PageToken = first.NextPageToken;
        var second = await client.ListApplicationsAsync(asked);

        Assert.Equal([early.ApplicationId, late.ApplicationId], first.Applications.Concat(second.Applications).Select(one => one.ApplicationId));
        Assert.Equal("", second.NextPageToken);
        var until = new ListApplicationsRequest { Order = ApplicationOrder.Due, DueUntil = early.DecisionTime.LastDay };
        Assert.Equal(early.ApplicationId, Assert.Single((await client.ListApplicationsAsync(until)).Applications).ApplicationId);
        await path.DecideAsync(accepted: true);
        Assert.Equal(
            late.ApplicationId,
            Assert.Single((await client.ListApplicationsAsync(new ListApplicationsRequest { Order = ApplicationOrder.Due })).Applications).ApplicationId);
    }
}
