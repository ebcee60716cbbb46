using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace OrleansChat.Conversations;

/// <summary>Bodies of alerts: <c>type</c>, <c>content</c>, and the ids and names that it is about. Ids are strings.
/// Pure.</summary>
/// <remarks>Source: chat33.decisions.md 1.4. Clients that know a type build their own words from the ids; the others
/// show <c>content</c>.</remarks>
internal static class Alerts
{
    /// <summary>Names that a sentence lists; of more only the number is said.</summary>
    private const int MaxNames = 10;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Somebody came in by himself, or was let in.</summary>
    public static string Joined(AlertPerson user) => Write(
        AlertType.Joined, user.Name + "加入群聊", json => WriteUsers(json, [user]));

    /// <summary>A member brought others in.</summary>
    public static string Invited(AlertPerson inviter, ImmutableArray<AlertPerson> invited) => Write(
        AlertType.Invited, $"{inviter.Name}邀请{Names(invited)}加入群聊", json =>
        {
            WriteOperator(json, inviter);
            WriteUsers(json, invited);
        });

    /// <summary>A manager put members out.</summary>
    public static string Removed(AlertPerson manager, ImmutableArray<AlertPerson> removed) => Write(
        AlertType.Removed, Names(removed) + "被移出群聊", json =>
        {
            WriteOperator(json, manager);
            WriteUsers(json, removed);
        });

    /// <summary>The room has another owner.</summary>
    public static string Owner(AlertPerson before, AlertPerson owner) => Write(
        AlertType.Owner, owner.Name + "已成为新群主", json =>
        {
            WriteOperator(json, before);
            WriteUsers(json, [owner]);
        });

    /// <summary>The room has another manager.</summary>
    public static string Manager(AlertPerson owner, AlertPerson manager) => Write(
        AlertType.Manager, manager.Name + "已成为管理员", json =>
        {
            WriteOperator(json, owner);
            WriteUsers(json, [manager]);
        });

    /// <summary>The room has another name.</summary>
    public static string Renamed(AlertPerson manager, string roomName) => Write(
        AlertType.Renamed, $"{manager.Name}修改群名为“{roomName}”", json =>
        {
            WriteOperator(json, manager);
            json.WriteString("roomName", roomName);
        });

    /// <summary>Two members became friends through the room.</summary>
    public static string Befriended(AlertPerson applicant, AlertPerson friend) => Write(
        AlertType.Befriended, $"{applicant.Name}添加{friend.Name}为好友", json => WriteUsers(json, [applicant, friend]));

    /// <summary>A message was taken back (<c>operateType</c> 1) or deleted (2); <c>level</c> is the rank of who did it.
    /// </summary>
    public static string Recalled(RecallMessage command, short level) => Write(
        AlertType.Recalled, command.Caller.Name + (command.IsDeletion ? "删除了一条消息" : "撤回了一条消息"), json =>
        {
            json.WriteString("logId", command.MessageId.ToString(CultureInfo.InvariantCulture));
            WriteOperator(json, new AlertPerson(command.CallerId, command.Caller.Name));
            json.WriteNumber("level", level);
            json.WriteNumber("operateType", command.IsDeletion ? 2 : 1);
        });

    /// <summary>Another rule who may speak: <c>mutedType</c> 1 all, 2 not these, 3 only these, 4 nobody.</summary>
    public static string MuteRule(
        AlertPerson manager, int mutedType, ImmutableArray<AlertPerson> users, long untilUnixMs) => Write(
        AlertType.Muted,
        mutedType switch
        {
            1 => manager.Name + "设置全员发言",
            2 => $"{manager.Name}将{Names(users)}禁言",
            3 => $"{manager.Name}设置只有{Names(users)}可以发言",
            _ => manager.Name + "设置全员禁言",
        },
        json =>
        {
            WriteOperator(json, manager);
            WriteUsers(json, users);
            json.WriteNumber("mutedType", mutedType);
            json.WriteNumber("deadline", untilUnixMs);
        });

    /// <summary>One member may not speak until a time, or may again (0).</summary>
    public static string MuteOne(AlertPerson manager, AlertPerson user, long untilUnixMs) => Write(
        AlertType.Muted,
        untilUnixMs == 0 ? $"{manager.Name}将{user.Name}解除禁言" : $"{manager.Name}将{user.Name}禁言",
        json =>
        {
            WriteOperator(json, manager);
            WriteUsers(json, [user]);
            json.WriteNumber("deadline", untilUnixMs);
        });

    /// <summary><c>operator</c> and <c>name</c>: who acted.</summary>
    private static void WriteOperator(Utf8JsonWriter json, AlertPerson user)
    {
        json.WriteString("operator", Id(user));
        json.WriteString("name", user.Name);
    }

    /// <summary><c>users</c> and <c>names</c>: whom it concerns, in one order.</summary>
    private static void WriteUsers(Utf8JsonWriter json, ImmutableArray<AlertPerson> users)
    {
        json.WriteStartArray("users");
        foreach (var user in users)
        {
            json.WriteStringValue(Id(user));
        }

        json.WriteEndArray();
        json.WriteStartArray("names");
        foreach (var user in users)
        {
            json.WriteStringValue(user.Name);
        }

        json.WriteEndArray();
    }

    private static string Id(AlertPerson user) => user.Id.ToString(CultureInfo.InvariantCulture);

    private static string Names(ImmutableArray<AlertPerson> users)
    {
        var names = string.Join('、', users.Take(MaxNames).Select(user => user.Name));
        return users.Length > MaxNames
            ? string.Create(CultureInfo.InvariantCulture, $"{names}等{users.Length}人")
            : names;
    }

    private static string Write(AlertType type, string content, Action<Utf8JsonWriter> writeRest)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("type", (int)type);
            json.WriteString("content", content);
            writeRest(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(body.WrittenSpan);
    }
}
