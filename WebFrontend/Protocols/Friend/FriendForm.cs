using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>The fields of a request: those of its form, then those of its query.</summary>
internal sealed class FriendForm(
    IReadOnlyDictionary<string, StringValues> body, IReadOnlyDictionary<string, StringValues> query)
{
    /// <summary>Reads the body, whatever its content type says.</summary>
    /// <returns>Null when it is too large.</returns>
    public static async Task<FriendForm?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > FriendLimits.MaxBodyBytes)
        {
            return null;
        }

        var query = QueryHelpers.ParseQuery(request.QueryString.Value);
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.Length > FriendLimits.MaxBodyBytes)
            {
                return null;
            }

            if (read.IsCompleted)
            {
                var body = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(read.Buffer.ToArray()));
                reader.AdvanceTo(read.Buffer.End);
                return new FriendForm(body, query);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>A text under any of these names; empty when there is none.</summary>
    public string Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if ((body.TryGetValue(name, out var values) || query.TryGetValue(name, out values))
                && values is [{ Length: > 0 } value, ..])
            {
                return value.Trim();
            }
        }

        return "";
    }

    /// <summary>An id of a user.</summary>
    /// <returns>The number, which need not be one of a user; or <see cref="ChatError.MissingValue"/>,
    /// <see cref="ChatError.InvalidValue"/>.</returns>
    public Reply<int> Id(string name) => Text(name) is { Length: > 0 } text ? Number(text) : ChatError.MissingValue;

    /// <summary>A number, or what stands for it when there is none.</summary>
    public Reply<int> Number(string name, int fallback) =>
        Text(name) is { Length: > 0 } text ? Number(text) : fallback;

    /// <summary>A mobile number under any of these names.</summary>
    /// <returns>Its digits, or <see cref="ChatError.MissingValue"/>, <see cref="ChatError.InvalidValue"/>.</returns>
    public Reply<string> Mobile(params ReadOnlySpan<string> names)
    {
        var mobile = Text(names);
        return mobile.Length == 0 ? ChatError.MissingValue
            : mobile.Length == FriendLimits.MobileLength && mobile.All(char.IsAsciiDigit) ? mobile
            : ChatError.InvalidValue;
    }

    /// <summary>A secret as it was typed, spaces included.</summary>
    /// <returns>It, or <see cref="ChatError.MissingValue"/>, <see cref="ChatError.InvalidValue"/>.</returns>
    public Reply<string> Secret(string name, int maxLength)
    {
        var secret = body.TryGetValue(name, out var values) || query.TryGetValue(name, out values) ? values[0] : null;
        return string.IsNullOrEmpty(secret) ? ChatError.MissingValue
            : secret.Length <= maxLength && !secret.Contains('\0', StringComparison.Ordinal) ? secret
            : ChatError.InvalidValue;
    }

    private static Reply<int> Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : ChatError.InvalidValue;
}
