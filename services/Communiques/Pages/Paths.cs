namespace OrdreCouncils.Communiques.Pages;

internal static class Paths
{
    public const string List = "/communiques";
    public const string Feed = "/communiques/feed.atom";
    public const string Style = "/communiques/style.css";

    public static string Of(string slug) => $"{List}/{slug}";

    public static string Attachment(string slug, string document) => $"{List}/{slug}/pieces/{document}";

    public static string Page(int number) => number == 1 ? List : $"{List}?page={number}";
}
