using System.Net;
using System.Text.Json;
using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd;

/// <summary>A registration through the gateway, from the application to an overtaken attestation, and the partners' view at each step.</summary>
public class RegistrationPathTests
{
    private const string Rpps = "10999999997";
    private const string NotYet = "NO_RECORD";

    private static readonly ApplicationDocument[] Documents =
    [
        ApplicationDocument.Identity, ApplicationDocument.Diploma, ApplicationDocument.SwornStatement, ApplicationDocument.RadiationCertificate,
        ApplicationDocument.LanguageEvidence,
    ];

    private readonly Date today = LegalDay.Today(TimeProvider.System).ToProto();

    [Theory, Engines]
    public async Task Application_AcceptedAttestedSuspended_EachFaceSaysSoAtEachStep(SqlEngine engine)
    {
        using var register = await RegistryProcesses.StartAsync(engine);
        var lists = await register.AsAsync<WatchListsService.WatchListsServiceClient>("cnam");
        await lists.AddWatchedPhysiciansAsync(new AddWatchedPhysiciansRequest { RequestId = NewId(), Rpps = { Rpps } });
        using var watch = lists.WatchPhysicians(new WatchPhysiciansRequest());
        Assert.Null(await NextAsync(watch));
        Assert.Equal(NotYet, await VerifiedAsync(register));

        var accepted = await AcceptedAsync(register);
        Assert.Equal("registered, practises", StatusText(await ChangeAsync(watch)));
        Assert.Equal("registered, practises", await VerifiedAsync(register));
        Assert.Equal("registered, practises", await FhirAsync(register));
        Assert.Equal("registered, practises", await FoundAsync(register));
        await NotifiedAsync(register, accepted);

        var council = await register.AsAsync<AttestationsService.AttestationsServiceClient>("cdom-75");
        var attestation = (await council.IssueAttestationAsync(new IssueAttestationRequest { RequestId = NewId(), Rpps = Rpps })).Attestation;
        Assert.Equal("Valable", await PageAsync(register, attestation.Page));

        var president = await register.AsAsync<RestrictionsService.RestrictionsServiceClient>("cdom-75-president");
        await president.RecordSuspensionAsync(new RecordSuspensionRequest
        {
            RequestId = NewId(), Rpps = Rpps, Kind = SuspensionKind.Emergency, EffectiveOn = today, Ground = "Arrêté d’essai du directeur général de l’agence.",
        });
        Assert.Equal("Caduque", await PageAsync(register, attestation.Page));
        Assert.Equal("registered, suspended", await VerifiedAsync(register));
        Assert.Equal("registered, suspended", await FhirAsync(register));
        Assert.Equal("registered, suspended", await FoundAsync(register));
        Assert.Equal("registered, suspended", StatusText(await ChangeAsync(watch)));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "NOT_ATTESTABLE", council.IssueAttestationAsync(new IssueAttestationRequest { RequestId = NewId(), Rpps = Rpps }));

        await council.RevokeAttestationAsync(new RevokeAttestationRequest { RequestId = NewId(), Code = attestation.Code, Reason = "Suspension." });
        Assert.Equal("Révoquée", await PageAsync(register, attestation.Page));
    }

    /// <summary>From the application received by the clerk to the decision signed by the president.</summary>
    private async Task<Application> AcceptedAsync(RegistryProcesses register)
    {
        var clerk = await register.AsAsync<ApplicationsService.ApplicationsServiceClient>("cdom-75");
        var now = (await clerk.SubmitApplicationAsync(new SubmitApplicationRequest
        {
            RequestId = NewId(),
            Rpps = Rpps,
            Identity = new ApplicantIdentity { Title = "DR", Civility = "M", FamilyName = "ESSAI-NOUVEAU", GivenName = "JEAN" },
            Qualifications = { new Qualification { Kind = "S", Code = "SM04", Label = "Cardiologie et maladies vasculaires" } },
            Documents = { Documents },
            ReceivedOn = today,
        })).Application;
        Assert.Equal((ApplicationState.Submitted, "75"), (now.State, now.Council));

        // A document is missing, so the file is not complete.
        var complete = Step(now, step => step.FileComplete = new FileComplete());
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "DOCUMENTS_MISSING", clerk.RecordStepAsync(complete));
        now = (await clerk.RecordStepAsync(Step(now, step => step.DocumentsReceived = new DocumentsReceived { Documents = { ApplicationDocument.CurriculumVitae } }))).Application;
        now = (await clerk.RecordStepAsync(Step(now, step => step.FileComplete = new FileComplete()))).Application;
        now = (await clerk.RecordStepAsync(Step(now, step => step.RapporteurAppointed = new RapporteurAppointed { Rapporteur = "Dr Rapporteur" }))).Application;
        Assert.Equal((ApplicationState.Complete, "Dr Rapporteur"), (now.State, now.Rapporteur));

        now = (await clerk.PrepareDecisionAsync(new PrepareDecisionRequest
        {
            RequestId = NewId(), ApplicationId = now.ApplicationId, Accepted = true, SessionOn = today, Etag = now.Etag,
        })).Application;
        Assert.Equal(NotYet, await VerifiedAsync(register));
        var president = await register.AsAsync<ApplicationsService.ApplicationsServiceClient>("cdom-75-president");
        now = (await president.SignDecisionAsync(new SignDecisionRequest { RequestId = NewId(), ApplicationId = now.ApplicationId, Etag = now.Etag })).Application;
        Assert.Equal((ApplicationState.Accepted, today), (now.State, now.Decision.SessionOn));
        return now;
    }

    /// <summary>Each notification that the decision requires is listed until the clerk records that it was sent.</summary>
    private async Task NotifiedAsync(RegistryProcesses register, Application accepted)
    {
        var clerk = await register.AsAsync<ApplicationsService.ApplicationsServiceClient>("cdom-75");
        Assert.NotEmpty(accepted.Notifications);
        Assert.All(accepted.Notifications, item => Assert.True(item is { DueOn: not null, NotifiedOn: null }));
        var etag = accepted.Etag;
        foreach (var recipient in accepted.Notifications.Select(item => item.Recipient))
        {
            etag = (await clerk.RecordNotificationAsync(new RecordNotificationRequest
            {
                RequestId = NewId(), ApplicationId = accepted.ApplicationId, Recipient = recipient, NotifiedOn = today, Etag = etag,
            })).Application.Etag;
        }

        var now = (await clerk.GetApplicationAsync(new GetApplicationRequest { ApplicationId = accepted.ApplicationId })).Application;
        Assert.Equal(accepted.Notifications.Select(item => (item.Recipient, today)), now.Notifications.Select(item => (item.Recipient, item.NotifiedOn)));
    }

    private RecordStepRequest Step(Application now, Action<RecordStepRequest> step)
    {
        var request = new RecordStepRequest { RequestId = NewId(), ApplicationId = now.ApplicationId, On = today, Etag = now.Etag };
        step(request);
        return request;
    }

    /// <summary>Verifies as a partner; both look-ups must give the same answer.</summary>
    private static async Task<string> VerifiedAsync(RegistryProcesses register)
    {
        var partner = await register.AsAsync<PhysiciansService.PhysiciansServiceClient>("cnam");
        var verified = (await partner.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = Rpps })).Registration;
        if (verified.Status == RegistrationStatus.NoRecord)
        {
            await Faults.FailsAsync(StatusCode.NotFound, partner.GetPhysicianAsync(new GetPhysicianRequest { Rpps = Rpps }));
            return NotYet;
        }

        var shown = await partner.GetPhysicianAsync(new GetPhysicianRequest { Rpps = Rpps });
        Assert.Equal((verified, "ESSAI-NOUVEAU", "JEAN", "75"), (shown.Registration, shown.Physician.FamilyName, shown.Physician.GivenName, shown.Physician.Council));
        return StatusText(verified);
    }

    private static async Task<string> FhirAsync(RegistryProcesses register)
    {
        using var json = JsonDocument.Parse(await register.ReadAsync("/fhir/Practitioner/" + Rpps, "cnam"));
        Assert.Equal("ESSAI-NOUVEAU", json.RootElement.GetProperty("name")[0].GetProperty("family").GetString());
        var parts = json.RootElement.GetProperty("extension")[0].GetProperty("extension").EnumerateArray().ToLookup(part => part.GetProperty("url").GetString());
        var restriction = parts["restriction"].Select(part => part.GetProperty("extension")[0].GetProperty("valueCode").GetString()).SingleOrDefault();
        return $"{parts["status"].Single().GetProperty("valueCode").GetString()}, "
            + (parts["mayPractise"].Single().GetProperty("valueBoolean").GetBoolean() ? "practises" : restriction == "suspension" ? "suspended" : "?");
    }

    private static async Task<string> FoundAsync(RegistryProcesses register)
    {
        var partner = await register.AsAsync<PhysiciansService.PhysiciansServiceClient>("cnam");
        var found = Assert.Single((await partner.SearchPhysiciansAsync(new SearchPhysiciansRequest { Name = "jean nouveau", Council = "75" })).Physicians);
        Assert.Equal((Rpps, "SM04"), (found.Rpps, found.Specialties.Single().Code));
        return StatusText(new Registration { Status = found.Status, MayPractise = found.MayPractise });
    }

    /// <summary>The first word of the attestation's public page.</summary>
    private static async Task<string> PageAsync(RegistryProcesses register, string path)
    {
        var page = WebUtility.HtmlDecode(await register.ReadAsync(path));
        Assert.Contains("JEAN ESSAI-NOUVEAU", page, StringComparison.Ordinal);
        var from = page.IndexOf('>', page.IndexOf("role=\"status\"", StringComparison.Ordinal)) + 1;
        return page[from..page.IndexOf(' ', from)];
    }

    private static string StatusText(PhysicianChange change) => StatusText(change.Registration);

    private static string StatusText(Registration registration) =>
        (registration.Status == RegistrationStatus.Registered ? "registered, " : "? ") + (registration.MayPractise ? "practises" : "suspended");

    private static async Task<PhysicianChange> ChangeAsync(AsyncServerStreamingCall<WatchPhysiciansResponse> watch)
    {
        while (true)
        {
            if (await NextAsync(watch) is { } change)
                return change;
        }
    }

    private static async Task<PhysicianChange?> NextAsync(AsyncServerStreamingCall<WatchPhysiciansResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext(default).InTime());
        return watch.ResponseStream.Current.Change;
    }

    private static string NewId() => Guid.CreateVersion7().ToString();
}
