using System.Collections.Immutable;
using System.Text.Json;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>The JSON body of one request, read by name. The first thing wrong with it stays in
/// <see cref="Error"/>.</summary>
/// <remarks>Names match in any case. A reader that failed yields an empty value: look at <see cref="Error"/> before
/// using any. Each reader first says what it reads, so that a body without values describes the request.</remarks>
internal sealed class Chat33Body
{
    private static readonly Dictionary<string, JsonElement> Nothing = [];
    private readonly Dictionary<string, JsonElement> _members;
    private readonly Chat33Form? _form;

    private Chat33Body(
        Dictionary<string, JsonElement> members, ChatError error = ChatError.None, Chat33Form? form = null) =>
        (_members, Error, _form) = (members, error, form);

    /// <summary>Why the request is refused, or <see cref="ChatError.None"/>.</summary>
    public ChatError Error { get; private set; }

    /// <summary>A body that notes what is read of it. Everything is absent and nothing is an error.</summary>
    public static Chat33Body Describing(Chat33Form form) => new(Nothing, form: form);

    /// <summary>Reads a body; an empty one stands for <c>{}</c>.</summary>
    public static Chat33Body Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return new Chat33Body(Nothing);
        }

        if (!Chat33Json.IsStrict(bytes))
        {
            return new Chat33Body(Nothing, ChatError.InvalidValue);
        }

        var reader = new Utf8JsonReader(bytes, Chat33Json.ReaderOptions);
        return Of(JsonElement.ParseValue(ref reader));
    }

    /// <summary>A required text of 1 to <paramref name="maxLength"/> characters.</summary>
    public string Text(string name, int maxLength) => Text([name], maxLength);

    /// <summary>A required text under any of these names; two that differ are a wrong value.</summary>
    public string Text(ReadOnlySpan<string> names, int maxLength)
    {
        _form?.Add(names, Chat33Form.Text(1, maxLength), isRequired: true);
        var text = TextOrNull(names, maxLength);
        return string.IsNullOrEmpty(text) ? Fail(ChatError.MissingValue, "") : text;
    }

    /// <summary>A required text that may be empty.</summary>
    public string TextOrEmpty(string name, int maxLength)
    {
        _form?.Add([name], Chat33Form.Text(0, maxLength), isRequired: true);
        return TextOrNull([name], maxLength) ?? Fail(ChatError.MissingValue, "");
    }

    /// <summary>A text that may be absent.</summary>
    public string OptionalText(string name, int maxLength)
    {
        _form?.Add([name], Chat33Form.Text(0, maxLength), isRequired: false);
        return TextOrNull([name], maxLength) ?? "";
    }

    /// <summary>A text under any of these names that may be absent.</summary>
    public string OptionalText(ReadOnlySpan<string> names, int maxLength)
    {
        _form?.Add(names, Chat33Form.Text(0, maxLength), isRequired: false);
        return TextOrNull(names, maxLength) ?? "";
    }

    /// <summary>A required mobile number: exactly eleven digits.</summary>
    public string Mobile(params ReadOnlySpan<string> names)
    {
        _form?.Add(names, Chat33Form.Mobile(), isRequired: true);
        var mobile = Text(names, Chat33Limits.MaxNameLength);
        return mobile.Length == 0 || (mobile.Length == Chat33Limits.MobileLength && mobile.All(char.IsAsciiDigit))
            ? mobile
            : Fail(ChatError.InvalidValue, "");
    }

    /// <summary>A required integer within bounds.</summary>
    public int Int(string name, int min, int max)
    {
        _form?.Add([name], Chat33Form.Number(min, max), isRequired: true);
        return (int)(Number(name, min, max) ?? Fail(ChatError.MissingValue, 0L));
    }

    /// <summary>A required integer within bounds under any of these names; two that differ are a wrong value.</summary>
    public long Long(ReadOnlySpan<string> names, long min, long max)
    {
        _form?.Add(names, Chat33Form.Number(min, max), isRequired: true);
        long? found = null;
        foreach (var name in names)
        {
            var number = Number(name, min, max);
            if (number is not null && found is not null && number != found)
            {
                return Fail(ChatError.InvalidValue, 0L);
            }

            found ??= number;
        }

        return found ?? Fail(ChatError.MissingValue, 0L);
    }

    /// <summary>An integer within bounds that may be absent.</summary>
    public long OptionalNumber(string name, long fallback, long min, long max)
    {
        _form?.Add([name], Chat33Form.Number(min, max, fallback), isRequired: false);
        return Number(name, min, max) ?? fallback;
    }

    /// <summary>A required switch of the document: 1 on, 2 off.</summary>
    public bool Switch(string name)
    {
        _form?.Add([name], Chat33Form.Switch(), isRequired: true);
        return Int(name, 1, 2) == 1;
    }

    /// <summary>A required user id.</summary>
    public int UserId(string name)
    {
        _form?.Add([name], Chat33Form.Id(), isRequired: true);
        return (int)(Id([name], int.MaxValue) ?? Fail(ChatError.MissingValue, 0L));
    }

    /// <summary>A user id that may be absent.</summary>
    public int? OptionalUserId(string name)
    {
        _form?.Add([name], Chat33Form.Id(), isRequired: false);
        return (int?)Id([name], int.MaxValue);
    }

    /// <summary>A required room id under any of these names; two that differ are a wrong value.</summary>
    public long RoomId(params ReadOnlySpan<string> names)
    {
        _form?.Add(names, Chat33Form.Id(), isRequired: true);
        return Id(names, long.MaxValue) ?? Fail(ChatError.MissingValue, 0L);
    }

    /// <summary>A room id that may be absent.</summary>
    public long? OptionalRoomId(string name)
    {
        _form?.Add([name], Chat33Form.Id(), isRequired: false);
        return Id([name], long.MaxValue);
    }

    /// <summary>The required log id of a message.</summary>
    public long LogId(string name)
    {
        _form?.Add([name], Chat33Form.Id(), isRequired: true);
        return Chat33Mapping.LogIdFromClient(Id([name], long.MaxValue) ?? Fail(ChatError.MissingValue, 0L));
    }

    /// <summary>A required list of the log ids of messages, each once, at least one.</summary>
    public ImmutableArray<long> LogIds(string name)
    {
        _form?.Add([name], Chat33Form.List(Chat33Form.Id(), Chat33Limits.MaxLogs), isRequired: true);
        var ids = Ids(name, 1, Chat33Limits.MaxLogs, long.MaxValue) ?? Fail(ChatError.MissingValue, ImmutableArray<long>.Empty);
        return [.. ids.Select(Chat33Mapping.LogIdFromClient)];
    }

    /// <summary>The log id where a page of history begins; null for the newest. Empty, 0 and -1 stand for the
    /// newest.</summary>
    public long? StartId(string name)
    {
        _form?.Add([name], Chat33Form.StartId(), isRequired: false);
        return TryFind(name, out var value) && !Chat33Value.IsNewest(value)
            ? Chat33Mapping.LogIdFromClient(Chat33Value.Id(value, long.MaxValue) ?? Fail(ChatError.InvalidValue, 0L))
            : null;
    }

    /// <summary>A required list of user ids, each once.</summary>
    public ImmutableArray<int> UserIds(string name)
    {
        _form?.Add([name], Chat33Form.List(Chat33Form.Id(), Chat33Limits.MaxUsers), isRequired: true);
        var ids = Ids(name, 0, Chat33Limits.MaxUsers, int.MaxValue) ?? Fail(ChatError.MissingValue, ImmutableArray<long>.Empty);
        return [.. ids.Select(id => (int)id)];
    }

    /// <summary>A list of user ids, each once, that may be absent.</summary>
    public ImmutableArray<int> OptionalUserIds(string name)
    {
        _form?.Add([name], Chat33Form.List(Chat33Form.Id(), Chat33Limits.MaxUsers), isRequired: false);
        return [.. (Ids(name, 0, Chat33Limits.MaxUsers, int.MaxValue) ?? []).Select(id => (int)id)];
    }

    /// <summary>A required list of objects, each read by the same function; what is wrong with one is wrong with the
    /// body.</summary>
    public ImmutableArray<T> List<T>(string name, int maxItems, Func<Chat33Body, T> read)
    {
        DescribeList(name, maxItems, read, isRequired: true);

        if (!TryFind(name, out var list))
        {
            return Fail(ChatError.MissingValue, ImmutableArray<T>.Empty);
        }

        if (list.ValueKind is not JsonValueKind.Array || list.GetArrayLength() > maxItems)
        {
            return Fail(ChatError.InvalidValue, ImmutableArray<T>.Empty);
        }

        var items = ImmutableArray.CreateBuilder<T>(list.GetArrayLength());
        foreach (var element in list.EnumerateArray())
        {
            var item = Of(element);
            items.Add(read(item));
            Fail(item.Error, 0);
        }

        return items.DrainToImmutable();
    }

    /// <summary>A required JSON object, as it came.</summary>
    public string Json(string name)
    {
        _form?.Add([name], Chat33Form.Object(), isRequired: true);
        return !TryFind(name, out var value) ? Fail(ChatError.MissingValue, "{}")
            : value.ValueKind is JsonValueKind.Object ? value.GetRawText()
            : Fail(ChatError.InvalidValue, "{}");
    }

    /// <summary>A list of objects that may be absent.</summary>
    public ImmutableArray<T> OptionalList<T>(string name, int maxItems, Func<Chat33Body, T> read)
    {
        DescribeList(name, maxItems, read, isRequired: false);
        return TryFind(name, out _) ? List(name, maxItems, read) : [];
    }

    /// <summary>A list of texts that may be absent.</summary>
    public ImmutableArray<string> OptionalTexts(string name, int maxItems, int maxLength)
    {
        _form?.Add([name], Chat33Form.List(Chat33Form.Text(0, maxLength), maxItems), isRequired: false);
        if (!TryFind(name, out var list))
        {
            return [];
        }

        var isRight = list.ValueKind is JsonValueKind.Array
            && list.GetArrayLength() <= maxItems
            && list.EnumerateArray().All(text => text.ValueKind is JsonValueKind.String && text.GetString()!.Length <= maxLength);
        return isRight
            ? [.. list.EnumerateArray().Select(text => text.GetString()!)]
            : Fail(ChatError.InvalidValue, ImmutableArray<string>.Empty);
    }

    /// <summary>A list of ids, each once, that may be absent.</summary>
    public ImmutableArray<long> OptionalIds(string name, int maxItems, long max)
    {
        _form?.Add([name], Chat33Form.List(Chat33Form.Id(), maxItems), isRequired: false);
        return Ids(name, 0, maxItems, max) ?? [];
    }

    private static Chat33Body Of(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            return new Chat33Body(Nothing, ChatError.InvalidValue);
        }

        var members = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in root.EnumerateObject())
        {
            if (!members.TryAdd(member.Name, member.Value))
            {
                return new Chat33Body(Nothing, ChatError.InvalidValue);
            }
        }

        return new Chat33Body(members);
    }

    private long? Id(ReadOnlySpan<string> names, long max)
    {
        long? found = null;
        foreach (var name in names)
        {
            if (!TryFind(name, out var value) || Chat33Value.IsEmpty(value))
            {
                continue;
            }

            var id = Chat33Value.Id(value, max);
            if (id is null || (found is not null && found != id))
            {
                return Fail(ChatError.InvalidValue, 0L);
            }

            found = id;
        }

        return found;
    }

    private void DescribeList<T>(string name, int maxItems, Func<Chat33Body, T> read, bool isRequired)
    {
        if (_form is null)
        {
            return;
        }

        var item = new Chat33Form();
        read(Describing(item));
        _form.Add([name], Chat33Form.List(item.ToSchema() ?? Chat33Form.Object(), maxItems), isRequired);
    }

    /// <summary>A list of ids, each once; null when it is absent.</summary>
    private ImmutableArray<long>? Ids(string name, int minItems, int maxItems, long max)
    {
        if (!TryFind(name, out var list))
        {
            return null;
        }

        if (list.ValueKind is not JsonValueKind.Array || list.GetArrayLength() < minItems || list.GetArrayLength() > maxItems)
        {
            return Fail(ChatError.InvalidValue, ImmutableArray<long>.Empty);
        }

        var ids = list.EnumerateArray().Select(id => Chat33Value.Id(id, max)).Distinct().ToArray();
        return ids.Contains(null)
            ? Fail(ChatError.InvalidValue, ImmutableArray<long>.Empty)
            : [.. ids.Select(id => id!.Value)];
    }

    private long? Number(string name, long min, long max)
    {
        if (!TryFind(name, out var value) || Chat33Value.IsEmpty(value))
        {
            return null;
        }

        return Chat33Value.Number(value) is { } number && number >= min && number <= max ? number : Fail(ChatError.InvalidValue, 0L);
    }

    private string? TextOrNull(ReadOnlySpan<string> names, int maxLength)
    {
        string? found = null;
        foreach (var name in names)
        {
            if (!TryFind(name, out var value))
            {
                continue;
            }

            var text = value.ValueKind is JsonValueKind.String ? value.GetString() : null;
            if (text is null || text.Length > maxLength || (found is not null && found != text))
            {
                return Fail(ChatError.InvalidValue, "");
            }

            found = text;
        }

        return found;
    }

    /// <summary>Whether the member is there; null counts as absent.</summary>
    /// <exception cref="InvalidOperationException">It is read without a word to the form.</exception>
    private bool TryFind(string name, out JsonElement value)
    {
        if (_form?.Knows(name) is false)
        {
            throw new InvalidOperationException($"The reader of '{name}' does not add it to the form.");
        }

        return _members.TryGetValue(name, out value) && value.ValueKind is not JsonValueKind.Null;
    }

    private T Fail<T>(ChatError error, T nothing)
    {
        Error = Error is ChatError.None && _form is null ? error : Error;
        return nothing;
    }
}
