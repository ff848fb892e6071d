using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Duplicates.MergePath;

namespace OrdreCouncils.Tests.Registry.Duplicates;

/// <summary>Writes need the kept number: under the merged number each call is refused with an error that names the kept number.</summary>
public sealed class MergedNumberTests(MergedNumberTests.MergedRecords records) : IClassFixture<MergedNumberTests.MergedRecords>
{
    private static readonly Dictionary<string, Func<RegistryApp, Task>> Refused = new()
    {
        ["RecordDeparture_MergedNumber_Merged"] = async app => await RefusedAsync((await app.RegistrationsAsync("cdom-13")).RecordDepartureAsync(
            new RecordDepartureRequest { RequestId = RegistryApp.NewId(), Rpps = Merged, Ground = FactGround.Death, EffectiveOn = Today.ToProto() })),
        ["RecordRetirement_MergedNumber_Merged"] = async app =>
            await RefusedAsync((await app.RegistrationsAsync("cdom-13")).RecordRetirementAsync(Retirement())),
        ["DeclareChange_MergedNumber_Merged"] = async app => await RefusedAsync((await app.RegistrationsAsync("cdom-13")).DeclareChangeAsync(
            new DeclareChangeRequest
            {
                RequestId = RegistryApp.NewId(), Rpps = Merged, Kind = DeclarationKind.Practice, ChangedOn = Today.ToProto(), Details = "Cabinet",
            })),
        ["RecordSuspension_MergedNumber_Merged"] = async app => await RefusedAsync((await app.RestrictionsAsync()).RecordSuspensionAsync(Suspension(Merged))),
        ["SubmitApplication_MergedNumber_Merged"] = async app =>
            await RefusedAsync((await new ApplicationPath(app).AsAsync("cdom-13")).SubmitApplicationAsync(ApplicationPath.Submission(Merged))),
        ["IssueAttestation_MergedNumber_Merged"] = async app => await RefusedAsync(
            (await app.App.ClientAsync<AttestationsService.AttestationsServiceClient>("cdom-13")).IssueAttestationAsync(
                new IssueAttestationRequest { RequestId = RegistryApp.NewId(), Rpps = Merged })),
        // A council without access to the record must not learn of the merge.
        ["RecordRetirement_MergedNumberOfAnotherCouncil_NotFound"] = async app => await Faults.FailsAsync(
            StatusCode.NotFound, (await app.RegistrationsAsync("cdom-62")).RecordRetirementAsync(Retirement())),
    };

    [Theory, EachCase(nameof(Refused))]
    public async Task Call_IsRefusedAndWritesNothing(SqlEngine engine, string call)
    {
        var app = await records.AppAsync(engine);

        await app.LeavesNothingAsync(() => Refused[call](app));

        Assert.Equal(0, await app.CountAsync("registration_facts"));
        Assert.Equal(0, await app.CountAsync("declarations"));
        Assert.Equal(0, await app.CountAsync("suspensions"));
    }

    private static RecordRetirementRequest Retirement() => new() { RequestId = RegistryApp.NewId(), Rpps = Merged, EffectiveOn = Today.ToProto() };

    private static async Task RefusedAsync<T>(AsyncUnaryCall<T> call)
    {
        var fault = await Faults.FailsAsync(StatusCode.FailedPrecondition, call);
        Assert.Equal("MERGED", fault.Reason());
        Assert.Contains(Kept, Detail(fault), StringComparison.Ordinal);
    }

    public sealed class MergedRecords : PerEngine
    {
        internal async Task<RegistryApp> AppAsync(SqlEngine engine) => (RegistryApp)await GetAsync(engine);

        protected override async Task<IAsyncDisposable> StartAsync(SqlEngine engine)
        {
            var app = await MergePath.StartAsync(engine);
            await app.MergeAsync();
            return app;
        }
    }
}
