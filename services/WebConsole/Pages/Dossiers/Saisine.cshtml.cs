using Grpc.Core;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using GrpcCode = Grpc.Core.StatusCode;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>The referral in its present version.</summary>
[Calls("discipline/ReferralsService/GetReferral")]
internal sealed class ReferralModel(ReferralsService.ReferralsServiceClient referrals) : PageModel
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    public Referral? Referral { get; private set; }

    public async Task OnGetAsync()
    {
        try
        {
            Referral = (await referrals.GetReferralAsync(new GetReferralRequest { CaseId = Id })).Referral;
        }
        catch (RpcException missing) when (missing.StatusCode == GrpcCode.NotFound)
        {
            // No referral, one that is not signed and another body's, and no case in scope answer alike.
        }
    }
}
