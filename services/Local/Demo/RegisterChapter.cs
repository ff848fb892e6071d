using Grpc.Core;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Local.Demo;

/// <summary>Fills the register from a file in the national directory's layout; then a partner looks physicians up.</summary>
internal static class RegisterChapter
{
    private const int Physicians = 20_000;
    private const int BrokenLines = 25;

    public static async Task TellAsync(Story story)
    {
        story.Chapter(1, $"The register: importing {Physicians:N0} invented physicians");
        var file = Path.Combine(story.Platform.DataFolder, "register.txt");
        var written = await InventedRegister.WriteFileAsync(file, new InventedFile { Physicians = Physicians, BrokenLines = BrokenLines, Seed = 2026 });
        story.Say($"Wrote {written.Lines:N0} lines in the layout of the national directory, {written.BrokenLines} of them broken.");

        var (result, progressed) = await RegisterLoader.LoadAsync(story, file);
        story.Check(progressed, "the import showed its progress");
        story.Check(result.PhysiciansCreated == Physicians, $"{result.PhysiciansCreated:N0} physicians entered");
        story.Check(result.RejectedLines == BrokenLines, $"{result.RejectedLines} lines rejected, {result.SkippedLines:N0} of other professions skipped");

        var imports = await story.AsAsync<RegisterImportsService.RegisterImportsServiceClient>("cnom-registre");
        var rejects = await imports.ListImportRejectsAsync(new ListImportRejectsRequest { ImportId = result.ImportId, PageSize = 3 });
        foreach (var reject in rejects.Rejects)
            story.Say($"line {reject.Line}, {reject.Field}: {reject.Reason}");

        var again = await RegisterLoader.LoadAsync(story, file);
        story.Check(
            again.Result is { PhysiciansCreated: 0, PhysiciansUpdated: 0 }, $"the same file again changes nothing: {again.Result.PhysiciansUnchanged:N0} unchanged");

        await FindPhysiciansAsync(story);
    }

    public static async Task PartnerAsksAsync(Story story)
    {
        story.Chapter(2, "A partner asks: the health insurance (cnam)");
        var register = await story.AsAsync<PhysiciansService.PhysiciansServiceClient>("cnam");
        var rpps = story.PhysiciansOf["75"][0];

        var today = await register.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps });
        story.Check(today.Registration is { Registered: true, MayPractise: true }, $"{rpps} is registered today and may practise");
        var past = await register.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps, On = Dates.Proto(story.Today.AddYears(-1)) });
        story.Check(
            past.Registration is { Registered: false, Status: RegistrationStatus.NoRecord }, "a year ago the register knew nothing of that number yet, and says so");
        var unknown = await register.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = "10999999997" });
        story.Check(!unknown.Registration.Registered, "a number nobody has gets an answer of the same shape: not registered");
    }

    /// <summary>The attestation that a physician shows to a hospital, and the page on which the hospital checks it.</summary>
    public static async Task AttestsAsync(Story story)
    {
        var rpps = story.PhysiciansOf["75"][1];
        var council = await story.AsAsync<AttestationsService.AttestationsServiceClient>("cdom-75");
        var issued = await council.IssueAttestationAsync(new IssueAttestationRequest { RequestId = Story.NewRequestId(), Rpps = rpps });
        story.Attestation = issued.Attestation;
        var page = await story.Http.GetStringAsync(new Uri(issued.Attestation.Page, UriKind.Relative));
        story.Check(
            page.Contains("Valable", StringComparison.Ordinal) && page.Contains(rpps, StringComparison.Ordinal),
            $"council 75 attests that {rpps} is registered; whoever has the code reads so at {issued.Attestation.Page}");
        story.Check(
            (await story.SearchAsPublicAsync(issued.Attestation)).Contains(rpps, StringComparison.Ordinal),
            "anybody finds the physician, who is in practice, by the public search");
        var elsewhere = await story.AsAsync<AttestationsService.AttestationsServiceClient>("cdom-13");
        await story.RefusedAsync(
            elsewhere.IssueAttestationAsync(new IssueAttestationRequest { RequestId = Story.NewRequestId(), Rpps = rpps }),
            StatusCode.NotFound, Reasons.NotFound, "council 13 attests for a physician of council 75");
    }

    private static async Task FindPhysiciansAsync(Story story)
    {
        var register = await story.AsAsync<PhysiciansService.PhysiciansServiceClient>("cnom-registre");
        foreach (var council in (string[])["75", "62", "13"])
        {
            var found = await register.SearchPhysiciansAsync(new SearchPhysiciansRequest { Council = council, PageSize = 200 });
            story.PhysiciansOf[council] = [.. found.Physicians.Select(physician => physician.Rpps)];
        }

        story.Check(story.PhysiciansOf.Values.All(list => list.Count >= 50), "Paris, Pas-de-Calais and Bouches-du-Rhône have physicians to work with");
    }
}
