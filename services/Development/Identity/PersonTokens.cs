using System.Globalization;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace OrdreCouncils.Development.Identity;

/// <summary>Access tokens of persons who signed in: the same as those of <see cref="DevTokens.Issue"/>, so that services see one kind.</summary>
internal sealed class PersonTokens(DevTokens tokens) : IOpenIddictServerHandler<GenerateTokenContext>
{
    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType == TokenTypeIdentifiers.AccessToken)
        {
            var principal = context.Principal;
            var signedIn = long.Parse(principal.GetClaim(Claims.AuthenticationTime)!, CultureInfo.InvariantCulture);
            context.Token = tokens.Issue(
                DevIdentity.Find(principal.GetClaim(Claims.Subject)!)!,
                descriptor => descriptor.Claims[Claims.AuthenticationTime] = signedIn,
                principal.GetClaim(SignIn.DeskClaim) ?? "");
        }

        return ValueTask.CompletedTask;
    }
}
