using System.Collections.Immutable;

namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>Who may do what. A new call needs a row.</summary>
/// <remarks>
/// A cell is what is answered: <c>401</c> word for word, <c>his</c> for an answer with what the user was told, the text
/// of a refusal, the names of an object's members, else the body; <c>done</c> behind it tells that something of the
/// user's has changed.
/// </remarks>
internal static class Matrix
{
    public const string Refused = "401";

    private const string OpenFiles = "file | file | file | file | file | file";
    private const string OwnFiles = "file | 404 | 404 | 404 | 404 | 404";

    public static readonly ImmutableArray<string> Callers = ["himself", "another", "wrong", "ended", "nobody", "app"];

    /// <summary>Sockets have tests of their own.</summary>
    public static readonly ImmutableArray<string> Sockets = ["/ws", "/im/ws"];

    public static ImmutableArray<MatrixRow> Rows { get; } =
    [
        new("/im/user/register", """{"thirdUserId":"$key"}""", Refused, Refused)
        {
            Special = new Dictionary<ImMode, string>
            {
                [ImMode.Development] = "401 | 401 | 401 | 401 | userId | userId",
                [ImMode.Trusted] = "401 | 401 | 401 | 401 | userId | userId",
            },
        },
        new("/im/message/get/id", "{}", "id", "id"),
        new("/im/message/user/get/page", """{"userId":$mine}""", "his", "[]") { Nowhere = """{"userId":$nobody}""" },
        new("/im/message/user/get/page", """{"userId":$mine,"toUserId":$friend}""", "his", "[]")
        {
            Nowhere = """{"userId":$nobody,"toUserId":$nobody}""",
        },
        new("/im/message/user/get/page", """{"fromUserId":$friend,"toUserId":$mine}""", "his", "[]")
        {
            Nowhere = """{"fromUserId":$friend,"toUserId":$nobody}""",
        },
        new("/im/message/offline", """{"userId":$mine}""", "his", "[]") { Nowhere = """{"userId":$nobody}""" },
        new("/im/user/chat/list", """{"userId":$mine}""", "his", "[]") { Nowhere = """{"userId":$nobody}""" },
        new("/im/user/chat/clear/unread", """{"id":$row}""", "done", "") { Nowhere = """{"id":$nobody}""" },
        new("/im/user/chat/clear/unread", """{"id":$row,"delete":true}""", "done", "")
        {
            Nowhere = """{"id":$nobody,"delete":true}""",
        },
        new("/im/user/chat/clear/unread2", """{"fromUserId":$mine,"toUserId":$friend}""", "done", "")
        {
            Nowhere = """{"fromUserId":$nobody,"toUserId":$friend}""",
        },
        new("/im/user/chat/unread/count", """{"userId":$mine}""", """{"count":1}""", """{"count":0}""")
        {
            Nowhere = """{"userId":$nobody}""",
        },
        new("/im/user/delete/chat/list", """{"id":$row}""", "done", "") { Nowhere = """{"id":$nobody}""" },
        new("/im/user/chat/delete", """{"id":$row}""", "done", "") { Nowhere = """{"id":$nobody}""" },
        new("/im/team/add", """{"name":"x","members":[{"userId":$mine}]}""", "id name", "id name"),
        new("/im/team/update", """{"id":$team,"name":"new"}""", "done", "不在群组内")
        {
            Nowhere = """{"id":$nobody,"name":"new"}""",
        },
        new("/im/team/update", """{"id":$team,"members":[{"userId":$friend,"op":"delete"}]}""", "done", "不在群组内")
        {
            Nowhere = """{"id":$nobody,"members":[{"userId":$friend,"op":"delete"}]}""",
        },
        new("/im/team/update", """{"id":$team,"members":[{"userId":$another}]}""", "done", "不在群组内")
        {
            Nowhere = """{"id":$nobody,"members":[{"userId":$another}]}""",
        },
        new("/im/team/delete", """{"teamId":$team}""", "done", "不在群组内") { Nowhere = """{"teamId":$nobody}""" },
        new("/im/custom/get/group", """{"customId":1}""", "客服不在线", "客服不在线"),
        .. Uploads,
        .. Downloads,
    ];

    private static IEnumerable<MatrixRow> Uploads =>
        from prefix in (ImmutableArray<string>)["", "/im"]
        select new MatrixRow($"{prefix}/file/upload", "$upload", "url originName", "url originName")
        {
            Special = new Dictionary<ImMode, string>
            {
                [ImMode.Trusted] = "url originName | url originName | 401 | 401 | 401 | 401", // files have owners
            },
        };

    private static IEnumerable<MatrixRow> Downloads =>
        from prefix in (ImmutableArray<string>)["", "/im"]
        from shape in (ImmutableArray<string>)["{name}", "{a}/{b}/{name}", "{a}/{b}/{c}/{name}"]
        select new MatrixRow($"{prefix}/file/down/{shape}", "$file", "file", "file")
        {
            IsDownload = true,
            Nowhere = "0123456789abcdef0123456789abcdef.txt",
            Special = new Dictionary<ImMode, string>
            {
                [ImMode.Development] = OpenFiles,
                [ImMode.Trusted] = OwnFiles,
                [ImMode.Untrusted] = OwnFiles,
                [ImMode.Production] = OwnFiles,
            },
        };
}
