using Grpc.Core;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using Aid = OrdreCouncils.Protos.MutualAid.V1.AidRequestsService.AidRequestsServiceClient;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>Each grant needs two persons, whatever roles each of them has.</summary>
public class FourEyesTests
{
    private static readonly string[] Commission = ["aid_instructor", "aid_approver"];

    [Theory, Engines]
    public async Task ApproveAndRefuse_ByTheInstructorHoldingBothRoles_AreRefused(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var instructed = await app.InstructedAsync(envelope, 10_00);
        var both = await app.BentAsync<Aid>(MutualAidApp.Instructor, claims => claims["roles"] = Commission);

        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.FourEyes, both.ApproveAidRequestAsync(Requests.Approve(instructed)));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.FourEyes, both.RefuseAidRequestAsync(Requests.Refuse(instructed)));
        Assert.Equal(1_000_00, (await app.EnvelopeAsync(envelope.Id)).Available.Cents);
    }

    [Theory, Engines]
    public async Task ApproveAidRequest_ByWhoInstructedBeforeAnother_IsRefused(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var first = await app.BentAsync<Aid>("cnom-entraide-approbateur-2", claims => claims["roles"] = Commission);
        var filed = await app.SubmitAsync();
        var instructed = (await first.InstructAidRequestAsync(Requests.Instruct(filed, envelope))).AidRequest;
        instructed = await app.InstructAsync(instructed, envelope, 20_00);

        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.FourEyes, first.ApproveAidRequestAsync(Requests.Approve(instructed)));
        await (await app.AidAsync(MutualAidApp.Approver)).ApproveAidRequestAsync(Requests.Approve(instructed));
    }

    [Theory, Engines]
    public async Task Mutations_OnARequestOneFiled_AreRefused(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var filed = await app.SubmitAsync();
        var filer = await app.BentAsync<Aid>(MutualAidApp.Referent, claims => claims["roles"] = Commission);

        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.FourEyes, filer.InstructAidRequestAsync(Requests.Instruct(filed, envelope)));
        var instructed = await app.InstructAsync(filed, envelope, 10_00);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.FourEyes, filer.ApproveAidRequestAsync(Requests.Approve(instructed)));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.FourEyes, filer.RefuseAidRequestAsync(Requests.Refuse(instructed)));
    }

    [Theory, Engines]
    public async Task ApproveAidRequest_ByThePhysicianConcerned_IsRefused(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var filed = await app.SubmitAsync(Requests.Submit(AidKind.Child, BeneficiaryRelation.Child));
        var instructed = await app.InstructAsync(filed, envelope, 10_00);
        var member = await app.BentAsync<Aid>(MutualAidApp.Approver, claims => claims["rpps"] = Requests.Rpps);

        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.FourEyes, member.ApproveAidRequestAsync(Requests.Approve(instructed)));
    }
}
