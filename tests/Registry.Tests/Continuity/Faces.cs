using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Tests.Registry.Feed;
using OrdreCouncils.Tests.Registry.Fhir;

namespace OrdreCouncils.Tests.Registry.Continuity;

/// <summary>A way to read about a physician.</summary>
/// <param name="Name">Name in the message of a failed test.</param>
/// <param name="Cached">True when it may answer from a cache: it sees another process's change after a message, or when its copy expires.</param>
/// <param name="AskAsync">Reads; true when the answer shows no restriction of the physician.</param>
internal sealed record Face(string Name, bool Cached, Func<Task<bool>> AskAsync)
{
    /// <summary>True when it answers from a copy while the store is away: the answer can carry the copy's age. FHIR resources and the page cannot.</summary>
    public bool TellsAge => Cached && !Name.StartsWith("FHIR", StringComparison.Ordinal) && Name != "attestation's page";
}

/// <summary>Every way to read whether a physician may practise, of one process.</summary>
internal static class Faces
{
    /// <param name="attestation">An attestation issued while the physician had no restriction.</param>
    public static IReadOnlyList<Face> Of(RegistryApp app, string rpps, Attestation attestation) =>
    [
        new("GetPhysician", true, async () => IsFree((await (await app.PhysiciansAsync()).GetPhysicianAsync(new GetPhysicianRequest { Rpps = rpps })).Registration)),
        new("VerifyRegistration", true, async () => IsFree(await app.VerifyAsync(rpps))),
        new("BatchVerifyRegistrations", true, async () => IsFree((await (await app.VerificationAsync()).BatchVerifyRegistrationsAsync(
            new BatchVerifyRegistrationsRequest { Items = { new VerificationItem { Rpps = rpps } } })).Answers.Single().Registration)),
        new("StreamVerifyRegistrations", true, () => StreamedAsync(app, rpps)),
        new("attestation's page", true, async () => WebUtility.HtmlDecode(await PageAsync(app, attestation.Page)).Contains("Valable :", StringComparison.Ordinal)),
        new("GetAttestation", false, async () => (await (await app.App.ClientAsync<AttestationsService.AttestationsServiceClient>("cdom-75")).GetAttestationAsync(
            new GetAttestationRequest { Code = attestation.Code })).Attestation.State == AttestationState.Valid),
        new("SearchPhysicians", false, async () => (await FoundAsync(app, SoughtStatus.Any)).Single(found => found.Rpps == rpps).MayPractise),
        new("SearchPhysicians of those who may practise", false, async () => (await FoundAsync(app, SoughtStatus.MayPractise)).Any(found => found.Rpps == rpps)),
        new("SearchPhysicians of those restricted", false, async () => (await FoundAsync(app, SoughtStatus.Restricted)).All(found => found.Rpps != rpps)),
        new("FHIR read", true, () => FhirAsync(app, "/fhir/Practitioner/" + rpps)),
        new("FHIR Practitioner search", true, () => FhirAsync(app, "/fhir/Practitioner?_id=" + rpps)),
        new("FHIR Practitioner search by more than the number", false, () => FhirAsync(app, $"/fhir/Practitioner?_id={rpps}&active=true,false")),
        new("FHIR PractitionerRole search", false, () => FhirAsync(app, $"/fhir/PractitionerRole?practitioner={rpps}&_include=PractitionerRole:practitioner")),
        new("ListChanges", false, async () => IsFree((await ListChangesTests.AllAsync(app, "", 100)).Changes.Single(change => change.Rpps == rpps).Registration)),
        new("TakeSnapshot", false, () => SnapshotAsync(app, rpps)),
    ];

    public static bool IsFree(Registration registration) => registration is { Registered: true, MayPractise: true, Restrictions.Count: 0 };

    /// <summary>Reads once: "free", "restricted", or "unavailable" when the store is away. Any other failure throws.</summary>
    public static async Task<string> TryAsync(this Face face)
    {
        try
        {
            return await face.AskAsync() ? "free" : "restricted";
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unavailable)
        {
            return "unavailable";
        }
        catch (HttpRequestException exception) when (exception.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return "unavailable";
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{face.Name}: {exception.Message}", exception);
        }
    }

    private static async Task<bool> StreamedAsync(RegistryApp app, string rpps)
    {
        using var call = (await app.VerificationAsync()).StreamVerifyRegistrations();
        await call.RequestStream.WriteAsync(new StreamVerifyRegistrationsRequest { Item = new VerificationItem { Rpps = rpps } });
        await call.RequestStream.CompleteAsync();
        Assert.True(await call.ResponseStream.MoveNext(default));
        return IsFree(call.ResponseStream.Current.Answer.Registration);
    }

    private static async Task<string> PageAsync(RegistryApp app, string path)
    {
        using var response = await app.App.Http.GetAsync(new Uri(path, UriKind.Relative));
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<IEnumerable<PhysicianSummary>> FoundAsync(RegistryApp app, SoughtStatus status) =>
        (await (await app.PhysiciansAsync()).SearchPhysiciansAsync(new SearchPhysiciansRequest { Council = "75", Status = status, PageSize = 200 })).Physicians;

    private static async Task<bool> FhirAsync(RegistryApp app, string path)
    {
        using var response = await new FhirClient(app).SendAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            // Every FHIR error is an OperationOutcome.
            Assert.Contains("\"OperationOutcome\"", text, StringComparison.Ordinal);
            response.EnsureSuccessStatusCode();
        }

        Assert.Contains("ordinal-status", text, StringComparison.Ordinal);
        return text.Contains("""{"url":"mayPractise","valueBoolean":true}""", StringComparison.Ordinal);
    }

    private static async Task<bool> SnapshotAsync(RegistryApp app, string rpps)
    {
        using var call = (await app.App.ClientAsync<SnapshotsService.SnapshotsServiceClient>("cdom-75")).TakeSnapshot(new TakeSnapshotRequest { RequestId = RegistryApp.NewId() });
        using var file = new MemoryStream();
        await foreach (var response in call.ResponseStream.ReadAllAsync())
            response.Chunk.WriteTo(file);
        file.SetLength(file.GetBuffer().AsSpan(0, (int)file.Length).LastIndexOf("\nORDRE-JWS "u8));
        file.Position = 0;
        using var lines = new StreamReader(new GZipStream(file, CompressionMode.Decompress), Encoding.UTF8);
        var line = (await lines.ReadToEndAsync()).Split('\n').Single(one => one.Contains(rpps, StringComparison.Ordinal));
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("may_practise").GetBoolean();
    }
}
