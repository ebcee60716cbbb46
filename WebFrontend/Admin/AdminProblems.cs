using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Admin;

/// <summary>Failures of the admin calls as RFC 9457 problem details.</summary>
internal static class AdminProblems
{
    public static IResult Invalid(string detail) =>
        Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    public static IResult Draining() =>
        Results.Problem("the server is going away", statusCode: StatusCodes.Status503ServiceUnavailable);

    public static IResult From(ChatError error) => Results.Problem(
        error.ToString(),
        statusCode: error switch
        {
            ChatError.UserUnknown => StatusCodes.Status404NotFound,
            ChatError.UserExists => StatusCodes.Status409Conflict,
            ChatError.Unavailable or ChatError.RateLimited => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        });
}
