using System.Globalization;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace OrdreCouncils.Development.Identity;

/// <summary>Uses up a code or a refresh token, after OpenIddict found that it is the client's, unexpired, and has the right verifier.</summary>
internal sealed class GrantUse(Grants grants) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    // OpenIddict keeps claims of this prefix in codes and refresh tokens only.
    public const string GrantClaim = Claims.Prefixes.Private + "dev_grant";
    public const string NumberClaim = Claims.Prefixes.Private + "dev_number";

    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var validated = context.Transaction.GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!);
        var used = context.Request.IsRefreshTokenGrantType() ? validated?.RefreshTokenPrincipal : validated?.AuthorizationCodePrincipal;
        if (used?.GetClaim(GrantClaim) is { } grant
            && int.TryParse(used.GetClaim(NumberClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && grants.TryUse(grant, number))
        {
            context.Principal = used.Clone(_ => true).SetClaim(NumberClaim, (number + 1).ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            context.Reject(Errors.InvalidGrant, "The code or refresh token was used before, or the session ended: sign in again.");
        }

        return ValueTask.CompletedTask;
    }
}
