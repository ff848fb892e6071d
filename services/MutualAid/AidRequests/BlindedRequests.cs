using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.MutualAid.AidRequests;

/// <summary>Requests as the idempotency record stores them: each secret text is replaced by its blinded digest.</summary>
internal static class BlindedRequests
{
    public static SubmitAidRequestRequest Blinded(this SubmitAidRequestRequest request, Blinder blinder)
    {
        var blinded = request.Clone();
        blinded.Details = new AidRequestDetails
        {
            Health = blinder.Blind(request.Details.Health),
            Family = blinder.Blind(request.Details.Family),
            Financial = blinder.Blind(request.Details.Financial),
        };
        return blinded;
    }

    public static InstructAidRequestRequest Blinded(this InstructAidRequestRequest request, Blinder blinder)
    {
        var blinded = request.Clone();
        blinded.Opinion = blinder.Blind(request.Opinion);
        return blinded;
    }

    public static RefuseAidRequestRequest Blinded(this RefuseAidRequestRequest request, Blinder blinder)
    {
        var blinded = request.Clone();
        blinded.Reason = blinder.Blind(request.Reason);
        return blinded;
    }
}
