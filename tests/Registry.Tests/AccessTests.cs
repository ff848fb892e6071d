using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Demography;

namespace OrdreCouncils.Tests.Registry;

/// <summary>The RPCs that each identity may call. Letters: Get, Own, Search, Verify, Import, Rejects, Download, sanCtion, corrected sanction (K), dUplicates, Merge, sNapshot,
/// Birth, civil status (F), demograpHy, reLief, notice of a departure (W), notices owed (T).</summary>
public sealed class AccessTests
{
    [Theory]
    [InlineData("cnam", "GSVH")]
    [InlineData("ars-idf", "GSVH")]
    [InlineData("cdom-75", "GSVUNBFHWT")]
    [InlineData("cdom-2A-president", "GSVUNBFHT")]
    [InlineData("cnom-registre", "GSVIRDUMNBFHLT")]
    [InlineData("svc-discipline", "GSVCK")]
    [InlineData("svc-mutual-aid", "")]
    [InlineData("medecin-10123456781", "OF")]
    [InlineData("cdom-75-entraide", "")]
    [InlineData("chambre-ile-de-france", "")]
    [InlineData("chambre-nationale", "")]
    [InlineData("cnom-discipline", "")]
    [InlineData("cnom-entraide", "")]
    [InlineData("cnom-tresorier", "")]
    [InlineData("cnom-presse", "")]
    [InlineData("cnom-audit", "")]
    [InlineData("svc-registry", "")]
    [InlineData("svc-communiques", "")]
    public async Task Calls_Identity_OnlyItsOwn(string identity, string allowed)
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);

        Assert.Equal(allowed, await AnsweredAsync(app, identity, StatusCode.PermissionDenied));
    }

    [Fact]
    public async Task Calls_WithoutToken_AreUnauthenticated()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);

        Assert.Empty(await AnsweredAsync(app, null, StatusCode.Unauthenticated));
    }

    private static async Task<string> AnsweredAsync(RegistryApp app, string? identity, StatusCode refusal)
    {
        var physicians = await app.PhysiciansAsync(identity);
        var imports = await app.ImportsAsync(identity);
        var sanctions = await app.SanctionsAsync(identity);
        var duplicates = await app.DuplicatesAsync(identity);
        var snapshots = await app.App.ClientAsync<SnapshotsService.SnapshotsServiceClient>(identity);
        var civilStatus = await app.CivilStatusAsync(identity);
        var demography = await app.DemographyAsync(identity);
        var registrations = await app.RegistrationsAsync(identity);
        var restrictions = await app.RestrictionsAsync(identity);
        var calls = new (char Letter, Func<Task> Call)[]
        {
            ('G', () => physicians.GetPhysicianAsync(new GetPhysicianRequest()).ResponseAsync),
            ('O', () => physicians.GetOwnRecordAsync(new GetOwnRecordRequest()).ResponseAsync),
            ('S', () => physicians.SearchPhysiciansAsync(new SearchPhysiciansRequest()).ResponseAsync),
            ('V', () => physicians.VerifyRegistrationAsync(new VerifyRegistrationRequest()).ResponseAsync),
            ('I', async () =>
            {
                using var call = imports.ImportRegister();
                await call.RequestStream.CompleteAsync();
                await call.ResponseStream.MoveNext(default);
            }),
            ('R', () => imports.ListImportRejectsAsync(new ListImportRejectsRequest()).ResponseAsync),
            ('D', async () =>
            {
                using var call = imports.DownloadImportRejects(new DownloadImportRejectsRequest());
                await call.ResponseStream.MoveNext(default);
            }),
            ('C', () => sanctions.RecordSanctionAsync(new RecordSanctionRequest()).ResponseAsync),
            ('K', () => sanctions.CorrectSanctionAsync(new CorrectSanctionRequest()).ResponseAsync),
            ('U', () => duplicates.CompareRecordsAsync(new CompareRecordsRequest()).ResponseAsync),
            ('M', () => duplicates.MergeRecordsAsync(new MergeRecordsRequest()).ResponseAsync),
            ('N', async () =>
            {
                using var call = snapshots.TakeSnapshot(new TakeSnapshotRequest());
                await call.ResponseStream.MoveNext(default);
            }),
            ('B', () => civilStatus.RecordBirthDateAsync(new RecordBirthDateRequest()).ResponseAsync),
            ('F', () => civilStatus.GetCivilStatusAsync(new GetCivilStatusRequest()).ResponseAsync),
            ('H', () => demography.CountPhysiciansAsync(new CountPhysiciansRequest { On = new Date() }).ResponseAsync),
            ('L', () => restrictions.RecordReliefAsync(new RecordReliefRequest()).ResponseAsync),
            ('W', () => registrations.RecordDepartureNotificationAsync(new RecordDepartureNotificationRequest()).ResponseAsync),
            ('T', () => registrations.ListOwedNotificationsAsync(new ListOwedNotificationsRequest { PageSize = -1 }).ResponseAsync),
        };
        var answered = "";
        foreach (var (letter, call) in calls)
        {
            // Every request is invalid, so an admitted caller gets INVALID_ARGUMENT or NOT_FOUND, or UNAVAILABLE for snapshots: there is no signing key.
            var status = (await Assert.ThrowsAsync<RpcException>(call)).StatusCode;
            if (status is StatusCode.InvalidArgument or StatusCode.NotFound || (letter == 'N' && status == StatusCode.Unavailable))
                answered += letter;
            else
                Assert.Equal(refusal, status);
        }

        return answered;
    }
}
