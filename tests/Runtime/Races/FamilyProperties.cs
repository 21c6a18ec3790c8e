using FsCheck;
using FsCheck.Fluent;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Tests.Races;

/// <summary>Random histories of scopes that submit, end and are cancelled, and of tokens that come and go, against a model.</summary>
public sealed class FamilyProperties
{
    private static readonly Arbitrary<(int Kind, int Choice)[]> Histories = Arb.From(Gen.Choose(0, 9).SelectMany(kind => Gen.Choose(0, 1000).Select(choice => (kind, choice))).ArrayOf());

    [Fact]
    public void A_token_is_cancelled_with_whatever_submitted_it_and_nothing_stays_linked_to_what_has_ended() =>
        Prop.ForAll(Histories, static history => Follow(history).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(200));

    private static async Task Follow((int Kind, int Choice)[] steps)
    {
        var driver = Submitter.OfDriver(null!, new Job(), TaskId.NewId());
        var scopes = new List<Scope> { new(driver, null) };
        var tokens = new List<Token>();
        foreach (var (kind, choice) in steps)
        {
            var scope = scopes[choice % scopes.Count];
            switch (kind)
            {
                case 0 or 1:
                    scopes.Add(new Scope(scope.Submitter.Below(TaskId.NewId(), null), scope));
                    break;
                case 2 or 3 or 4:
                    tokens.Add(new Token(scope, scope.Submitter.JoinFamily()));
                    break;
                case 5 or 6 when tokens.Count > 0:
                    tokens[choice % tokens.Count].Leave();
                    tokens.RemoveAt(choice % tokens.Count);
                    break;
                case 7 or 8 when scope.Above is not null:
                    scope.Submitter.End();
                    scope.HasEnded = true;
                    break;
                case 9 when scope.Above is not null && !scope.HasEnded:
                    await scope.Submitter.CancelFamilyAsync();
                    scope.Cancel(tokens);
                    break;
            }

            Assert.All(tokens, static token => Assert.Equal(token.IsCancelled, token.Source.IsCancellationRequested));
            Assert.All(scopes, static scope => Assert.Equal(scope.IsCancelled, scope.Submitter.IsCancelled));
        }

        foreach (var scope in scopes.Where(static scope => scope.Above is not null))
        {
            scope.Submitter.End();
        }

        tokens.ForEach(static token => token.Leave());
        Assert.All(scopes, static scope => Assert.Equal(0, scope.Submitter.FamilyMembers));
    }

    /// <summary>What the model knows of a scope: a cancel of one that has ended reaches nobody, and it is passed over by what is submitted below it from then on.</summary>
    private sealed class Scope
    {
        private readonly Scope? _parent;
        private bool _isCancelled;

        public Scope(Submitter submitter, Scope? above)
        {
            Submitter = submitter;
            Above = above;
            _parent = above;
            while (_parent is { HasEnded: true, _isCancelled: false, _parent: not null })
            {
                _parent = _parent._parent;
            }
        }

        public Submitter Submitter { get; }

        public Scope? Above { get; }

        public bool HasEnded { get; set; }

        public bool IsCancelled => _isCancelled || _parent?.IsCancelled == true;

        public bool IsBelow(Scope other) => ReferenceEquals(this, other) || _parent?.IsBelow(other) == true;

        public void Cancel(List<Token> tokens)
        {
            _isCancelled = true;
            foreach (var token in tokens.Where(token => token.Scope.IsBelow(this)))
            {
                token.IsCancelled = true;
            }
        }
    }

    private sealed class Token(Scope scope, LinkedSource source)
    {
        public Scope Scope => scope;

        public LinkedSource Source => source;

        public bool IsCancelled { get; set; } = scope.IsCancelled;

        public void Leave() => scope.Submitter.LeaveFamily(source);
    }
}
