using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>Why something was not done: what the content of an Error frame says.</summary>
/// <param name="Text">In words.</param>
/// <param name="Code">As a number.</param>
internal readonly record struct ImRefusal(string Text, int Code)
{
    public static ImRefusal NotJson => Of(ChatError.MalformedFrame);

    public static ImRefusal NotAuthenticated => new(ImErrors.NotAuthenticated, 401);

    public static ImRefusal WrongSender => new(ImErrors.WrongSender, 403);

    public static ImRefusal IdTaken => new(ImErrors.IdTaken, 409);

    public static ImRefusal ContentTooLong => new(ImErrors.ContentTooLong, 413);

    /// <summary>A member is absent, of the wrong type or out of range.</summary>
    public static ImRefusal Member(string name) => new($"{ImErrors.TextOf(ChatError.InvalidValue)}: {name}", 400);

    public static ImRefusal Of(ChatError error) => new(ImErrors.TextOf(error), ImErrors.ToWire(error));
}
