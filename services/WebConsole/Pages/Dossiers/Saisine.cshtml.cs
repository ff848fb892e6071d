using Grpc.Core;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using GrpcCode = Grpc.Core.StatusCode;

namespace OrdreCouncils.WebConsole.Pages;

/// <summary>The referral in its present version.</summary>
[Calls("discipline/ReferralsService/GetReferral")]
[Calls("discipline/DirectoryService/GetColleagues", Optional = true)]
internal sealed class ReferralModel(ReferralsService.ReferralsServiceClient referrals, Colleagues colleagues) : PageModel
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    public Referral? Referral { get; private set; }

    /// <summary>Name of a person by subject.</summary>
    public Func<string, string> NameOf { get; private set; } = subject => subject;

    public async Task OnGetAsync()
    {
        try
        {
            Referral = (await referrals.GetReferralAsync(new GetReferralRequest { CaseId = Id })).Referral;
            NameOf = await colleagues.NamesAsync("discipline", Referral.PreparedBy, Referral.SignedBy, Referral.ReturnedBy);
        }
        catch (RpcException missing) when (missing.StatusCode == GrpcCode.NotFound)
        {
            // No referral, one that is not signed and another body's, and no case in scope answer alike.
        }
    }
}
