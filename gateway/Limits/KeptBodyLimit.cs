using Microsoft.AspNetCore.Http.Features;

namespace OrdreCouncils.Gateway.Limits;

/// <summary>Keeps the body limit of the route: YARP lifts the server's limit for every gRPC call, since any of them may be a stream.</summary>
internal sealed class KeptBodyLimit(IHttpMaxRequestBodySizeFeature inner) : IHttpMaxRequestBodySizeFeature
{
    public bool IsReadOnly => inner.IsReadOnly;

    public long? MaxRequestBodySize
    {
        get => inner.MaxRequestBodySize;
        set => inner.MaxRequestBodySize = value ?? inner.MaxRequestBodySize;
    }

    public static bool Exceeded(Exception? failure) => failure switch
    {
        null => false,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => true,
        AggregateException several => several.InnerExceptions.Any(Exceeded),
        _ => Exceeded(failure.InnerException),
    };
}
