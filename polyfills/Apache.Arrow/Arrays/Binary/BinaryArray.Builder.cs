using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class BinaryArray
{
    public class Builder : BuilderBase<BinaryArray, Builder>
    {
        public Builder()
            : base(BinaryType.Default)
        {
        }

        public Builder(IArrowType dataType)
            : base(dataType)
        {
        }

        protected override BinaryArray Build(ArrayData data) => new(DataType.TypeId, data);
    }
}
