using System.Text.Json;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>What an HTTP call answers: a bare value, nothing, or a refusal.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Write">Writes the body; null for none.</param>
internal sealed record ImAnswer(int Status, Action<Utf8JsonWriter>? Write)
{
    /// <summary>Source: decisions 4c.</summary>
    private const int Failure = 500;

    /// <summary>In the body of a 401. Source: decision 21.</summary>
    private const int NotLoggedIn = 2000;

    /// <summary>Source: decisions 4a, success.</summary>
    public static ImAnswer Empty { get; } = new(StatusCodes.Status200OK, null);

    /// <summary>Nobody said who he is, or nobody believes it.</summary>
    public static ImAnswer Unauthenticated { get; } = new(
        StatusCodes.Status401Unauthorized, json => WriteFault(json, NotLoggedIn, ImErrors.HttpUnauthenticated));

    /// <summary>Lists of those who do not exist, and of others. Source: decisions 4c.</summary>
    public static ImAnswer EmptyList { get; } = Of(json =>
    {
        json.WriteStartArray();
        json.WriteEndArray();
    });

    /// <summary>A body that is packed is not unpacked. Source: security.md, compression.</summary>
    public static ImAnswer Encoded { get; } =
        Refused("参数错误") with { Status = StatusCodes.Status415UnsupportedMediaType };

    public static ImAnswer Of(Action<Utf8JsonWriter> write) => new(StatusCodes.Status200OK, write);

    /// <summary>What a call answers when it is done, or was refused.</summary>
    public static ImAnswer Refused(ChatError error) => error is ChatError.None
        ? Empty
        : new(Failure, json => WriteFault(json, ImErrors.HttpCode(error), ImErrors.TextOf(error)));

    /// <summary>Whoever calls could not be found out.</summary>
    /// <param name="error">Not None.</param>
    public static ImAnswer Unknown(ChatError error) =>
        error is ChatError.Unauthenticated ? Unauthenticated : Refused(error);

    /// <summary>With words of its own, and members that help the caller to go on.</summary>
    public static ImAnswer Refused(string text, Action<Utf8JsonWriter>? more = null) =>
        new(Failure, json => WriteFault(json, Failure, text, more));

    /// <summary>A member is missing or not what it should be.</summary>
    public static ImAnswer Missing(string member) => Refused($"参数错误: {member}");

    private static void WriteFault(Utf8JsonWriter json, int code, string text, Action<Utf8JsonWriter>? more = null)
    {
        json.WriteStartObject();
        json.WriteNumber("code", code);
        json.WriteString("msg", text);
        more?.Invoke(json);
        json.WriteEndObject();
    }
}
