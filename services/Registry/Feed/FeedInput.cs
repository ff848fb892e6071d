using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Feed;

internal static class FeedInput
{
    public const string Token = "Send a token of this service as it was received, or nothing.";
    public const int DefaultPage = 200;
    public const int LongestPage = 1000;

    /// <summary>The place of a token; the start when there is none.</summary>
    public static FeedPosition Position(this Violations violations, string token, string field)
    {
        if (token.Length == 0)
            return FeedPosition.Start;
        var position = FeedPosition.Parse(token);
        violations.Require(position is not null, field, Token);
        return position ?? FeedPosition.Start;
    }
}
