using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class LargeBinaryArray
{
    public class Builder : BuilderBase<LargeBinaryArray, Builder>
    {
        public Builder()
            : base(LargeBinaryType.Default)
        {
        }

        public Builder(IArrowType dataType)
            : base(dataType)
        {
        }

        protected override LargeBinaryArray Build(ArrayData data) => new(DataType.TypeId, data);
    }
}
